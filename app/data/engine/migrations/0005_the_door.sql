CREATE TABLE "devices" (
	"uai" text NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "devices_uai_user_id_token_hash_pk" PRIMARY KEY("uai","user_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "mailed_links" (
	"uai" text NOT NULL,
	"token_hash" text NOT NULL,
	"kind" text NOT NULL,
	"user_id" uuid NOT NULL,
	"address" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mailed_links_uai_token_hash_pk" PRIMARY KEY("uai","token_hash")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "network" text;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailed_links" ADD CONSTRAINT "mailed_links_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mailed_links_by_user" ON "mailed_links" USING btree ("uai","user_id");
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['devices', 'mailed_links']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY one_school ON %I USING (uai = current_setting(''cpro.uai'', true)) '
      'WITH CHECK (uai = current_setting(''cpro.uai'', true))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO cpro_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- One row per count, in one statement per try: see throttle.ts. Keys that belong together are side by side.
DROP TABLE throttles;
--> statement-breakpoint
CREATE TABLE throttles (
  key text COLLATE "C" PRIMARY KEY,
  tries integer NOT NULL,
  -- Before which no other try is made.
  free_at timestamptz NOT NULL,
  -- When the count is forgotten.
  ends_at timestamptz NOT NULL
);
