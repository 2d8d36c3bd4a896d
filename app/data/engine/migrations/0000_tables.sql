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
CREATE TABLE "divisions" (
	"uai" text NOT NULL,
	"code" text NOT NULL,
	"label" text,
	"school_year" integer NOT NULL,
	CONSTRAINT "divisions_uai_code_pk" PRIMARY KEY("uai","code")
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
CREATE TABLE "guardianships" (
	"uai" text NOT NULL,
	"guardian_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	CONSTRAINT "guardianships_uai_guardian_id_pupil_id_pk" PRIMARY KEY("uai","guardian_id","pupil_id")
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
CREATE TABLE "imports" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"school_year" integer NOT NULL,
	"files" jsonb NOT NULL,
	"snapshot" json,
	"choices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"plan" json NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"divisions_before" jsonb,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "imports_uai_id_pk" PRIMARY KEY("uai","id")
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
	"ended_at" timestamp with time zone,
	CONSTRAINT "mails_uai_id_pk" PRIMARY KEY("uai","id")
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
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	"lifted_by_import_id" uuid,
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
CREATE TABLE "schools" (
	"uai" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"uai" text NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	"notice" text,
	CONSTRAINT "sessions_uai_token_hash_pk" PRIMARY KEY("uai","token_hash")
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
	CONSTRAINT "users_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "divisions" ADD CONSTRAINT "divisions_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_uai_guardian_id_users_uai_id_fk" FOREIGN KEY ("uai","guardian_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_uai_pupil_id_users_uai_id_fk" FOREIGN KEY ("uai","pupil_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maskings" ADD CONSTRAINT "maskings_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pupil_divisions" ADD CONSTRAINT "pupil_divisions_uai_pupil_id_users_uai_id_fk" FOREIGN KEY ("uai","pupil_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pupil_divisions" ADD CONSTRAINT "pupil_divisions_uai_division_code_divisions_uai_code_fk" FOREIGN KEY ("uai","division_code") REFERENCES "public"."divisions"("uai","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teaching_links" ADD CONSTRAINT "teaching_links_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "teaching_links" ADD CONSTRAINT "teaching_links_uai_division_code_divisions_uai_code_fk" FOREIGN KEY ("uai","division_code") REFERENCES "public"."divisions"("uai","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_by_target" ON "events" USING btree ("uai","target_id","at");--> statement-breakpoint
CREATE INDEX "events_by_date" ON "events" USING btree ("uai","at");--> statement-breakpoint
CREATE INDEX "guardianships_by_pupil" ON "guardianships" USING btree ("uai","pupil_id");--> statement-breakpoint
CREATE INDEX "import_changes_by_user" ON "import_changes" USING btree ("uai","user_id");--> statement-breakpoint
CREATE INDEX "imports_by_date" ON "imports" USING btree ("uai","created_at");--> statement-breakpoint
CREATE INDEX "mails_by_user" ON "mails" USING btree ("uai","user_id","requested_at");--> statement-breakpoint
CREATE UNIQUE INDEX "maskings_current" ON "maskings" USING btree ("uai","user_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "maskings_by_user" ON "maskings" USING btree ("uai","user_id");--> statement-breakpoint
CREATE INDEX "pupil_divisions_by_division" ON "pupil_divisions" USING btree ("uai","division_code");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("uai","user_id");--> statement-breakpoint
CREATE INDEX "teaching_links_by_division" ON "teaching_links" USING btree ("uai","division_code");--> statement-breakpoint
CREATE UNIQUE INDEX "users_login" ON "users" USING btree ("uai","login");--> statement-breakpoint
CREATE UNIQUE INDEX "users_siecle_id" ON "users" USING btree ("uai","population","siecle_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_ent_id" ON "users" USING btree ("uai","ent_id");--> statement-breakpoint
CREATE INDEX "users_by_name" ON "users" USING btree ("uai","population","name_key","id");