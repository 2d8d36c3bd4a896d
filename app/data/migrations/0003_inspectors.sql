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
ALTER TABLE "inspector_links" ADD CONSTRAINT "inspector_links_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_mails" ADD CONSTRAINT "inspector_mails_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_openings" ADD CONSTRAINT "inspector_openings_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_openings" ADD CONSTRAINT "inspector_openings_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_openings" ADD CONSTRAINT "inspector_openings_uai_opened_by_users_uai_id_fk" FOREIGN KEY ("uai","opened_by") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspector_sessions" ADD CONSTRAINT "inspector_sessions_inspector_id_inspectors_id_fk" FOREIGN KEY ("inspector_id") REFERENCES "public"."inspectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "inspector_openings_current" ON "inspector_openings" USING btree ("uai","inspector_id") WHERE closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "inspectors_email" ON "inspectors" USING btree ("email");--> statement-breakpoint
ALTER TABLE inspector_openings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_school ON inspector_openings
  USING (uai = current_setting('cpro.uai', true)) WITH CHECK (uai = current_setting('cpro.uai', true));
--> statement-breakpoint
-- The other tables are above the schools: a school's role reads and writes none of them.
GRANT SELECT, INSERT, UPDATE ON inspector_openings TO cpro_app;
