CREATE TABLE "ent_id_fillings" (
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
	CONSTRAINT "ent_id_fillings_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
ALTER TABLE "ent_id_fillings" ADD CONSTRAINT "ent_id_fillings_uai_schools_uai_fk" FOREIGN KEY ("uai") REFERENCES "public"."schools"("uai") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ent_id_fillings_by_date" ON "ent_id_fillings" USING btree ("uai","created_at");--> statement-breakpoint
ALTER TABLE ent_id_fillings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_school ON ent_id_fillings
  USING (uai = current_setting('cpro.uai', true)) WITH CHECK (uai = current_setting('cpro.uai', true));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON ent_id_fillings TO cpro_app;
