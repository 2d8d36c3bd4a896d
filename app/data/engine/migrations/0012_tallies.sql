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
ALTER TABLE tallies ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY one_school ON tallies
  USING (uai = current_setting('cpro.uai', true)) WITH CHECK (uai = current_setting('cpro.uai', true));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON tallies TO cpro_app;
--> statement-breakpoint
DROP INDEX "users_by_name";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "masked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "connected" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE users u SET
  masked = erased_at IS NOT NULL
    OR EXISTS (SELECT FROM maskings m WHERE m.uai = u.uai AND m.user_id = u.id AND m.lifted_at IS NULL),
  connected = EXISTS (SELECT FROM credentials c WHERE c.uai = u.uai AND c.user_id = u.id AND c.kind = 'password')
    OR EXISTS (SELECT FROM events e WHERE e.uai = u.uai AND e.target_id = u.id AND (e.action = 'password-chosen'
      OR e.action = 'signed-in' AND e.after->>'purpose' = 'full'));
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_erased_are_masked" CHECK (masked or erased_at is null);--> statement-breakpoint
CREATE INDEX "credentials_by_end" ON "credentials" USING btree ("uai","expires_at") WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX "mails_refused" ON "mails" USING btree ("uai","user_id") WHERE state = 'refused';--> statement-breakpoint
CREATE INDEX "users_by_discipline" ON "users" USING btree ("uai","discipline") WHERE discipline is not null and erased_at is null;--> statement-breakpoint
CREATE INDEX "users_by_name" ON "users" USING btree ("uai","population","masked","name_key","id");
--> statement-breakpoint
-- What a person's rows in other tables say of him, on his own.
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
-- What a statement adds to the tallies and takes from them; the same rule for those who were here before.
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
--> statement-breakpoint
INSERT INTO tallies (uai, profile, people, never_connected, without_email)
SELECT uai, profile, count(*), count(*) FILTER (WHERE NOT connected), count(*) FILTER (WHERE email IS NULL)
FROM users WHERE NOT masked GROUP BY uai, profile;
