CREATE TABLE "portal_arrivals" (
	"uai" text NOT NULL,
	"ent_id" text NOT NULL,
	"shown_name" text,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"visits" integer NOT NULL,
	CONSTRAINT "portal_arrivals_uai_ent_id_pk" PRIMARY KEY("uai","ent_id")
);
--> statement-breakpoint
CREATE TABLE "portals" (
	"uai" text PRIMARY KEY NOT NULL,
	"protocol" text NOT NULL,
	"address" text NOT NULL,
	"attribute" text,
	"client_id" text,
	"sealed_secret" "bytea",
	"set_at" timestamp with time zone NOT NULL,
	"set_by" uuid
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ticket_hash" text;--> statement-breakpoint
ALTER TABLE "portal_arrivals" ADD CONSTRAINT "portal_arrivals_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portals" ADD CONSTRAINT "portals_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "portal_arrivals_by_date" ON "portal_arrivals" USING btree ("uai","last_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_ticket" ON "sessions" USING btree ("uai","ticket_hash") WHERE ticket_hash is not null;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['portals', 'portal_arrivals']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY one_school ON %I USING (uai = current_setting(''cpro.uai'', true)) '
      'WITH CHECK (uai = current_setting(''cpro.uai'', true))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO cpro_app', name);
  END LOOP;
END $$;
