CREATE TABLE "erasure_holds" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"set_by" uuid,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	CONSTRAINT "erasure_holds_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
CREATE TABLE "retired_logins" (
	"uai" text NOT NULL,
	"login_hash" text NOT NULL,
	CONSTRAINT "retired_logins_uai_login_hash_pk" PRIMARY KEY("uai","login_hash")
);
--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "erasure" text DEFAULT 'announce' NOT NULL;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "erase_families_months" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "erase_staff_months" integer DEFAULT 12 NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "erasure_holds" ADD CONSTRAINT "erasure_holds_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retired_logins" ADD CONSTRAINT "retired_logins_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_holds_current" ON "erasure_holds" USING btree ("uai","user_id") WHERE lifted_at is null;--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['erasure_holds', 'retired_logins']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY one_school ON %I USING (uai = current_setting(''cpro.uai'', true)) '
      'WITH CHECK (uai = current_setting(''cpro.uai'', true))', name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON erasure_holds TO cpro_app;
--> statement-breakpoint
-- Erasing is the platform's: it alone takes data away from events and closes a login for ever.
GRANT SELECT ON retired_logins TO cpro_app;
