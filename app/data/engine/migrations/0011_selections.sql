CREATE TABLE "selections" (
	"uai" text NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"deed" text NOT NULL,
	"ids" uuid[] NOT NULL,
	"codes" text[] DEFAULT '{}' NOT NULL,
	"undoes" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"outcome" jsonb,
	CONSTRAINT "selections_uai_id_pk" PRIMARY KEY("uai","id")
);
--> statement-breakpoint
ALTER TABLE "selections" ADD CONSTRAINT "selections_uai_user_id_users_uai_id_fk" FOREIGN KEY ("uai","user_id") REFERENCES "public"."users"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "selections_by_user" ON "selections" USING btree ("uai","user_id");--> statement-breakpoint
CREATE INDEX "selections_by_date" ON "selections" USING btree ("uai","created_at");
--> statement-breakpoint
ALTER TABLE selections ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_school ON selections
  USING (uai = current_setting('cpro.uai', true)) WITH CHECK (uai = current_setting('cpro.uai', true));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON selections TO cpro_app;
