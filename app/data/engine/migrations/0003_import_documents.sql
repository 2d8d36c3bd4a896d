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
ALTER TABLE "import_documents" ADD CONSTRAINT "import_documents_uai_import_id_imports_uai_id_fk" FOREIGN KEY ("uai","import_id") REFERENCES "public"."imports"("uai","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE import_documents ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY one_school ON import_documents
  USING (uai = current_setting('cpro.uai', true)) WITH CHECK (uai = current_setting('cpro.uai', true));--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON import_documents TO cpro_app;--> statement-breakpoint
-- Written once and read rarely: compressing them would cost more than the rows they speak of.
ALTER TABLE import_documents ALTER COLUMN content SET STORAGE EXTERNAL;--> statement-breakpoint
INSERT INTO import_documents (uai, import_id, document, field, piece, content)
  SELECT uai, id, 'plan', '', 0, plan FROM imports WHERE plan IS NOT NULL
  UNION ALL
  SELECT uai, id, 'snapshot', '', 0, snapshot FROM imports WHERE snapshot IS NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" DROP COLUMN "snapshot";--> statement-breakpoint
ALTER TABLE "imports" DROP COLUMN "plan";