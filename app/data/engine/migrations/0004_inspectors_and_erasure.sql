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
CREATE TABLE "inspector_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"inspector_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspector_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"inspector_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"school_uai" text,
	"ends_on" date,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"server_text" text,
	"requested_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "inspector_openings" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"inspector_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"opened_by" uuid NOT NULL,
	"ends_on" date,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	CONSTRAINT "inspector_openings_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
CREATE TABLE "inspector_sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"inspector_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspectors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"last_name" text NOT NULL,
	"first_name" text NOT NULL,
	"name_key" text NOT NULL,
	"password_hash" text,
	"created_at" timestamp with time zone NOT NULL
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
ALTER TABLE "inspector_links" ADD CONSTRAINT "inspector_links_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_mails" ADD CONSTRAINT "inspector_mails_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_openings" ADD CONSTRAINT "inspector_openings_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_openings" ADD CONSTRAINT "inspector_openings_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_openings" ADD CONSTRAINT "inspector_openings_uai_opened_by_users_uai_id_fk" FOREIGN KEY ("uai","opened_by") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_sessions" ADD CONSTRAINT "inspector_sessions_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retired_logins" ADD CONSTRAINT "retired_logins_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_holds_current" ON "erasure_holds" USING btree ("uai","user_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "inspector_openings_current" ON "inspector_openings" USING btree ("uai","inspector_id") WHERE closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "inspectors_email" ON "inspectors" USING btree ("email");--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['inspector_openings', 'erasure_holds', 'retired_logins']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY one_school ON %I USING (uai = current_setting(''cpro.uai'', true)) '
      'WITH CHECK (uai = current_setting(''cpro.uai'', true))', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- The other tables of the inspectors are above the schools: a school's role reads and writes none of them.
GRANT SELECT, INSERT, UPDATE ON inspector_openings TO cpro_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON erasure_holds TO cpro_app;
--> statement-breakpoint
-- Erasing is the platform's: it alone takes data away from events and closes a login for ever.
GRANT SELECT ON retired_logins TO cpro_app;
