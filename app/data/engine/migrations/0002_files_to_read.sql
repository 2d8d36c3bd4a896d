CREATE TABLE "import_file_pieces" (
	"uai" text NOT NULL,
	"import_id" uuid NOT NULL,
	"file" integer NOT NULL,
	"piece" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "import_file_pieces_uai_import_id_file_piece_pk" PRIMARY KEY("uai","import_id","file","piece")
);
--> statement-breakpoint
ALTER TABLE "imports" ALTER COLUMN "school_year" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ALTER COLUMN "files" SET DEFAULT '[]'::jsonb;--> statement-breakpoint
ALTER TABLE "imports" ALTER COLUMN "plan" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "received" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "progress" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "refusal" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "decisions" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "differences" jsonb;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "first_password" text DEFAULT 'birth-date' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_file_pieces" ADD CONSTRAINT "import_file_pieces_uai_import_id_imports_uai_id_fk" FOREIGN KEY ("uai","import_id") REFERENCES "public"."imports"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE import_file_pieces ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_school ON import_file_pieces
  USING (uai = current_setting('cpro.uai', true)) WITH CHECK (uai = current_setting('cpro.uai', true));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON import_file_pieces TO cpro_app;
--> statement-breakpoint
-- Read once, soon, then erased.
ALTER TABLE import_file_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;
