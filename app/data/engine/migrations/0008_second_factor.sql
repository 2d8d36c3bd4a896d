CREATE TABLE "authenticators" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"sealed_secret" "bytea",
	"last_step" bigint,
	"credential_id" text,
	"public_key" "bytea",
	"counter" bigint,
	"transports" text[],
	CONSTRAINT "authenticators_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"uai" text NOT NULL,
	"user_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	CONSTRAINT "recovery_codes_uai_user_id_code_hash_pk" PRIMARY KEY("uai","user_id","code_hash")
);
--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "second_factor" text DEFAULT 'offered' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "proved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "challenge" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "challenge_ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "kept_selection" uuid[];--> statement-breakpoint
ALTER TABLE "authenticators" ADD CONSTRAINT "authenticators_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "authenticators_credential" ON "authenticators" USING btree ("uai","credential_id");--> statement-breakpoint
CREATE INDEX "authenticators_by_user" ON "authenticators" USING btree ("uai","user_id");
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['authenticators', 'recovery_codes']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY one_school ON %I USING (uai = current_setting(''cpro.uai'', true)) '
      'WITH CHECK (uai = current_setting(''cpro.uai'', true))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO cpro_app', name);
  END LOOP;
END $$;
