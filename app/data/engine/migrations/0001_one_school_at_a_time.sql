-- The application reads and writes a school's data as this role: it owns nothing and cannot bypass
-- row-level security. A role belongs to the whole server, so another database may have made it already.
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
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['schools', 'users', 'maskings', 'credentials', 'sessions', 'divisions',
    'teaching_links', 'pupil_divisions', 'guardianships', 'imports', 'import_changes', 'mails', 'events']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY one_school ON %I USING (uai = current_setting(''cpro.uai'', true)) '
      'WITH CHECK (uai = current_setting(''cpro.uai'', true))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO cpro_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- What happened is never rewritten, and schools are made by the platform alone.
REVOKE UPDATE, DELETE ON events FROM cpro_app;
--> statement-breakpoint
REVOKE INSERT, DELETE ON schools FROM cpro_app;
--> statement-breakpoint
-- Counts of failed sign-ins, in the columns that rate-limiter-flexible expects; keys begin with the UAI.
CREATE TABLE throttles (key text PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
--> statement-breakpoint
-- Megabytes of JSON, written once and read rarely: compressing them would cost more than the rows they speak of.
ALTER TABLE imports ALTER COLUMN plan SET STORAGE EXTERNAL, ALTER COLUMN snapshot SET STORAGE EXTERNAL;
