-- TABLES, as drizzle-kit makes them of the `schema.ts` of each noun.

CREATE TABLE "credentials" (
	"uai" text NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"hash" text,
	"set_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	CONSTRAINT "credentials_uai_user_id_pk" PRIMARY KEY("uai","user_id")
);
--> statement-breakpoint
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
CREATE TABLE "sessions" (
	"uai" text NOT NULL,
	"token_hash" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"device" text,
	"network" text,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	"notice" text,
	"proved_at" timestamp with time zone,
	"challenge" text,
	"challenge_ends_at" timestamp with time zone,
	"ticket_hash" text,
	CONSTRAINT "sessions_uai_token_hash_pk" PRIMARY KEY("uai","token_hash")
);
--> statement-breakpoint
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
CREATE TABLE "events" (
	"uai" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"target_id" uuid,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "events_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
CREATE TABLE "import_changes" (
	"uai" text NOT NULL,
	"import_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"changes" jsonb,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "import_changes_uai_import_id_user_id_pk" PRIMARY KEY("uai","import_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "import_documents" (
	"uai" text NOT NULL,
	"import_id" uuid NOT NULL,
	"document" text NOT NULL,
	"field" text NOT NULL,
	"piece" integer NOT NULL,
	"content" json NOT NULL,
	CONSTRAINT "import_documents_uai_import_id_document_field_piece_pk" PRIMARY KEY("uai","import_id","document","field","piece")
);
--> statement-breakpoint
CREATE TABLE "import_file_pieces" (
	"uai" text NOT NULL,
	"import_id" uuid NOT NULL,
	"file" integer NOT NULL,
	"piece" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "import_file_pieces_uai_import_id_file_piece_pk" PRIMARY KEY("uai","import_id","file","piece")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"received" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"progress" jsonb,
	"refusal" text,
	"school_year" integer,
	"files" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"choices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"decisions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"differences" jsonb,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"counts" jsonb,
	"divisions_before" jsonb,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "imports_uai_id_pk" PRIMARY KEY("uai","id")
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
CREATE TABLE "mails" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"server_text" text,
	"requested_at" timestamp with time zone NOT NULL,
	"requested_by" uuid,
	"selection_id" uuid,
	"ended_at" timestamp with time zone,
	CONSTRAINT "mails_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
CREATE TABLE "divisions" (
	"uai" text NOT NULL,
	"code" text NOT NULL,
	"label" text,
	"school_year" integer NOT NULL,
	CONSTRAINT "divisions_uai_code_pk" PRIMARY KEY("uai","code")
);
--> statement-breakpoint
CREATE TABLE "guardianships" (
	"uai" text NOT NULL,
	"guardian_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	CONSTRAINT "guardianships_uai_guardian_id_pupil_id_pk" PRIMARY KEY("uai","guardian_id","pupil_id")
);
--> statement-breakpoint
CREATE TABLE "maskings" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"masked_at" timestamp with time zone NOT NULL,
	"masked_by" uuid,
	"import_id" uuid,
	"selection_id" uuid,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	"lifted_by_import_id" uuid,
	"lifted_by_selection_id" uuid,
	CONSTRAINT "maskings_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
CREATE TABLE "pupil_divisions" (
	"uai" text NOT NULL,
	"pupil_id" uuid NOT NULL,
	"division_code" text NOT NULL,
	CONSTRAINT "pupil_divisions_uai_pupil_id_division_code_pk" PRIMARY KEY("uai","pupil_id","division_code")
);
--> statement-breakpoint
CREATE TABLE "retired_logins" (
	"uai" text NOT NULL,
	"login_hash" text NOT NULL,
	CONSTRAINT "retired_logins_uai_login_hash_pk" PRIMARY KEY("uai","login_hash")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_views_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
CREATE TABLE "selections" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"action" text NOT NULL,
	"ids" uuid[] NOT NULL,
	"codes" text[] DEFAULT '{}' NOT NULL,
	"undoes" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"outcome" jsonb,
	CONSTRAINT "selections_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
CREATE TABLE "tallies" (
	"uai" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "tallies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"profile" text NOT NULL,
	"people" integer NOT NULL,
	"never_connected" integer NOT NULL,
	"without_email" integer NOT NULL,
	CONSTRAINT "tallies_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
CREATE TABLE "teaching_links" (
	"uai" text NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"division_code" text NOT NULL,
	"origin" text NOT NULL,
	"through" text NOT NULL,
	CONSTRAINT "teaching_links_uai_user_id_role_division_code_pk" PRIMARY KEY("uai","user_id","role","division_code")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"login" text NOT NULL,
	"profile" text NOT NULL,
	"population" text GENERATED ALWAYS AS (case when profile in ('pupil', 'guardian') then profile else 'staff' end) STORED NOT NULL,
	"origin" text NOT NULL,
	"civility" text,
	"last_name" text NOT NULL,
	"birth_name" text,
	"first_name" text NOT NULL,
	"name_key" text NOT NULL,
	"birth_date" date,
	"email" text,
	"email_by_hand" boolean DEFAULT false NOT NULL,
	"ent_id" text,
	"discipline" text,
	"siecle_id" text,
	"ine" text,
	"elenoet" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"erased_at" timestamp with time zone,
	"masked" boolean DEFAULT false NOT NULL,
	"connected" boolean DEFAULT false NOT NULL,
	CONSTRAINT "users_uai_id_pk" PRIMARY KEY("uai","id"),
	CONSTRAINT "users_erased_are_masked" CHECK (masked or erased_at is null)
);
--> statement-breakpoint
CREATE TABLE "ent_id_files" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"file_name" text,
	"content" json,
	"columns" jsonb,
	"plan" json,
	"decisions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"counts" jsonb,
	CONSTRAINT "ent_id_files_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
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
CREATE TABLE "schools" (
	"uai" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"first_password" text DEFAULT 'birth-date' NOT NULL,
	"erasure" text DEFAULT 'announce' NOT NULL,
	"erase_families_months" integer DEFAULT 3 NOT NULL,
	"erase_staff_months" integer DEFAULT 12 NOT NULL,
	"second_factor" text DEFAULT 'offered' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
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
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailed_links" ADD CONSTRAINT "mailed_links_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasure_holds" ADD CONSTRAINT "erasure_holds_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_documents" ADD CONSTRAINT "import_documents_uai_import_id_imports_uai_id_fk" FOREIGN KEY ("uai","import_id") REFERENCES "public"."imports"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_file_pieces" ADD CONSTRAINT "import_file_pieces_uai_import_id_imports_uai_id_fk" FOREIGN KEY ("uai","import_id") REFERENCES "public"."imports"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_links" ADD CONSTRAINT "inspector_links_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_mails" ADD CONSTRAINT "inspector_mails_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_openings" ADD CONSTRAINT "inspector_openings_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_openings" ADD CONSTRAINT "inspector_openings_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_openings" ADD CONSTRAINT "inspector_openings_uai_opened_by_users_uai_id_fk" FOREIGN KEY ("uai","opened_by") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_sessions" ADD CONSTRAINT "inspector_sessions_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "divisions" ADD CONSTRAINT "divisions_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_uai_guardian_id_users_uai_id_fk" FOREIGN KEY ("uai","guardian_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_uai_pupil_id_users_uai_id_fk" FOREIGN KEY ("uai","pupil_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maskings" ADD CONSTRAINT "maskings_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pupil_divisions" ADD CONSTRAINT "pupil_divisions_uai_pupil_id_users_uai_id_fk" FOREIGN KEY ("uai","pupil_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pupil_divisions" ADD CONSTRAINT "pupil_divisions_uai_division_code_divisions_uai_code_fk" FOREIGN KEY ("uai","division_code") REFERENCES "public"."divisions"("uai","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retired_logins" ADD CONSTRAINT "retired_logins_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "selections" ADD CONSTRAINT "selections_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teaching_links" ADD CONSTRAINT "teaching_links_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teaching_links" ADD CONSTRAINT "teaching_links_uai_division_code_divisions_uai_code_fk" FOREIGN KEY ("uai","division_code") REFERENCES "public"."divisions"("uai","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ent_id_files" ADD CONSTRAINT "ent_id_files_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_arrivals" ADD CONSTRAINT "portal_arrivals_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portals" ADD CONSTRAINT "portals_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authenticators" ADD CONSTRAINT "authenticators_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credentials_by_end" ON "credentials" USING btree ("uai","expires_at") WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX "mailed_links_by_user" ON "mailed_links" USING btree ("uai","user_id");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("uai","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_ticket" ON "sessions" USING btree ("uai","ticket_hash") WHERE ticket_hash is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "erasure_holds_current" ON "erasure_holds" USING btree ("uai","user_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "events_by_target" ON "events" USING btree ("uai","target_id","at");--> statement-breakpoint
CREATE INDEX "events_of_sign_in" ON "events" USING btree ("uai","target_id","at") WHERE action = 'signed-in' and after->>'purpose' is distinct from 'second-factor';--> statement-breakpoint
CREATE INDEX "events_of_password" ON "events" USING btree ("uai","target_id","at","action") WHERE action in ('password-chosen', 'slip-printed', 'account-compromised')
  or action = 'signed-in' and after->>'purpose' = 'choose-password';--> statement-breakpoint
CREATE INDEX "events_by_date" ON "events" USING btree ("uai","at");--> statement-breakpoint
CREATE INDEX "import_changes_by_user" ON "import_changes" USING btree ("uai","user_id");--> statement-breakpoint
CREATE INDEX "imports_by_date" ON "imports" USING btree ("uai","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "inspector_openings_current" ON "inspector_openings" USING btree ("uai","inspector_id") WHERE closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "inspectors_email" ON "inspectors" USING btree ("email");--> statement-breakpoint
CREATE INDEX "mails_by_user" ON "mails" USING btree ("uai","user_id","requested_at");--> statement-breakpoint
CREATE INDEX "mails_refused" ON "mails" USING btree ("uai","user_id") WHERE state = 'refused';--> statement-breakpoint
CREATE INDEX "guardianships_by_pupil" ON "guardianships" USING btree ("uai","pupil_id");--> statement-breakpoint
CREATE UNIQUE INDEX "maskings_current" ON "maskings" USING btree ("uai","user_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "maskings_by_user" ON "maskings" USING btree ("uai","user_id");--> statement-breakpoint
CREATE INDEX "pupil_divisions_by_division" ON "pupil_divisions" USING btree ("uai","division_code");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("uai","user_id","name");--> statement-breakpoint
CREATE INDEX "selections_by_user" ON "selections" USING btree ("uai","user_id");--> statement-breakpoint
CREATE INDEX "selections_by_date" ON "selections" USING btree ("uai","created_at");--> statement-breakpoint
CREATE INDEX "teaching_links_by_division" ON "teaching_links" USING btree ("uai","division_code");--> statement-breakpoint
CREATE UNIQUE INDEX "users_login" ON "users" USING btree ("uai","login");--> statement-breakpoint
CREATE UNIQUE INDEX "users_siecle_id" ON "users" USING btree ("uai","population","siecle_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_ent_id" ON "users" USING btree ("uai","ent_id");--> statement-breakpoint
CREATE INDEX "users_by_name" ON "users" USING btree ("uai","population","masked","name_key","id");--> statement-breakpoint
CREATE INDEX "users_by_discipline" ON "users" USING btree ("uai","discipline") WHERE discipline is not null and erased_at is null;--> statement-breakpoint
CREATE INDEX "ent_id_files_by_date" ON "ent_id_files" USING btree ("uai","created_at");--> statement-breakpoint
CREATE INDEX "portal_arrivals_by_date" ON "portal_arrivals" USING btree ("uai","last_at");--> statement-breakpoint
CREATE UNIQUE INDEX "authenticators_credential" ON "authenticators" USING btree ("uai","credential_id");--> statement-breakpoint
CREATE INDEX "authenticators_by_user" ON "authenticators" USING btree ("uai","user_id");--> statement-breakpoint
-- Megabytes, written once and read rarely: compressing them would cost more than the rows they speak of.
ALTER TABLE import_documents ALTER COLUMN content SET STORAGE EXTERNAL;
--> statement-breakpoint
-- Read once, soon, then erased.
ALTER TABLE import_file_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;
--> statement-breakpoint
-- Counts of failed sign-ins: one row per count, in one statement per try (`access/throttle.ts`). Keys that belong together
-- are side by side. A try need not wait for the disk: an orderly restart keeps the counts, a crash of PostgreSQL forgets them.
CREATE UNLOGGED TABLE throttles (
  key text COLLATE "C" PRIMARY KEY,
  tries integer NOT NULL,
  -- Before which no other try is made.
  free_at timestamptz NOT NULL,
  -- When the count is forgotten.
  ends_at timestamptz NOT NULL
);
--> statement-breakpoint

-- ONE SCHOOL AT A TIME

-- The application reads and writes a school's data as this role: it owns nothing and cannot bypass row-level security.
-- A role belongs to the whole server, so another database may have made it already.
DO $$ BEGIN
  CREATE ROLE cpro_app NOLOGIN NOINHERIT NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$ BEGIN
  EXECUTE format('GRANT cpro_app TO %I', current_user);
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO cpro_app;
--> statement-breakpoint
-- A table with a UAI is a school's. The others are above the schools: a school's role reads and writes none of them.
DO $$
DECLARE school_table regclass;
BEGIN
  FOR school_table IN
    SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'uai'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', school_table);
    EXECUTE format('CREATE POLICY one_school ON %s USING (uai = current_setting(''cpro.uai'', true)) '
      'WITH CHECK (uai = current_setting(''cpro.uai'', true))', school_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO cpro_app', school_table);
  END LOOP;
END $$;
--> statement-breakpoint
-- Schools are made by the platform alone.
REVOKE INSERT, DELETE ON schools FROM cpro_app;
--> statement-breakpoint
-- What happened is never rewritten.
REVOKE UPDATE, DELETE ON events FROM cpro_app;
--> statement-breakpoint
-- Erasing is the platform's: it alone takes data away from events and closes a login for ever.
REVOKE INSERT, UPDATE, DELETE ON retired_logins FROM cpro_app;
--> statement-breakpoint
-- Pieces are written once.
REVOKE UPDATE ON import_documents, import_file_pieces FROM cpro_app;
--> statement-breakpoint
-- That they were stays.
REVOKE DELETE ON inspector_openings, ent_id_files FROM cpro_app;
--> statement-breakpoint

-- TRIGGERS

-- What a user's rows in other tables say of the user, on the user's own.
CREATE FUNCTION copy_masking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE users u SET masked = NOT u.masked
  FROM (SELECT DISTINCT uai, user_id FROM changed) c
  WHERE u.uai = c.uai AND u.id = c.user_id AND u.masked <> (u.erased_at IS NOT NULL OR EXISTS (
    SELECT FROM maskings m WHERE m.uai = u.uai AND m.user_id = u.id AND m.lifted_at IS NULL));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER masking_made AFTER INSERT ON maskings
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION copy_masking();
--> statement-breakpoint
CREATE TRIGGER masking_changed AFTER UPDATE ON maskings
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION copy_masking();
--> statement-breakpoint
CREATE TRIGGER masking_removed AFTER DELETE ON maskings
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION copy_masking();
--> statement-breakpoint
-- Once connected, for ever: nothing takes it back.
CREATE FUNCTION note_connection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'credentials' THEN
    UPDATE users SET connected = true WHERE uai = NEW.uai AND id = NEW.user_id AND NOT connected;
  ELSE
    UPDATE users SET connected = true WHERE uai = NEW.uai AND id = NEW.target_id AND NOT connected;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER password_set AFTER INSERT OR UPDATE ON credentials
  FOR EACH ROW WHEN (NEW.kind = 'password') EXECUTE FUNCTION note_connection();
--> statement-breakpoint
CREATE TRIGGER came_in AFTER INSERT ON events
  FOR EACH ROW WHEN (NEW.action = 'password-chosen' OR NEW.action = 'signed-in' AND NEW.after->>'purpose' = 'full')
  EXECUTE FUNCTION note_connection();
--> statement-breakpoint
-- What a statement adds to the tallies and takes from them.
CREATE FUNCTION tally_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('
    INSERT INTO tallies (uai, profile, people, never_connected, without_email)
    SELECT uai, profile, sum(n), sum(n * (NOT connected)::int), sum(n * (email IS NULL)::int)
    FROM (%s) moved WHERE NOT masked GROUP BY uai, profile
    HAVING sum(n) <> 0 OR sum(n * (NOT connected)::int) <> 0 OR sum(n * (email IS NULL)::int) <> 0',
    CASE TG_OP
      WHEN 'INSERT' THEN 'SELECT 1 AS n, * FROM after'
      WHEN 'DELETE' THEN 'SELECT -1 AS n, * FROM before'
      ELSE 'SELECT 1 AS n, * FROM after UNION ALL SELECT -1, * FROM before'
    END);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER people_made AFTER INSERT ON users
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION tally_people();
--> statement-breakpoint
CREATE TRIGGER people_changed AFTER UPDATE ON users
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION tally_people();
--> statement-breakpoint
CREATE TRIGGER people_removed AFTER DELETE ON users
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION tally_people();
