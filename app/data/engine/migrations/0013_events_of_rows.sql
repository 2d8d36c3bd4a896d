CREATE INDEX "events_of_sign_in" ON "events" USING btree ("uai","target_id","at") WHERE action = 'signed-in';--> statement-breakpoint
CREATE INDEX "events_of_password" ON "events" USING btree ("uai","target_id","at","action") WHERE action in ('password-chosen', 'slip-printed', 'account-compromised')
  or action = 'signed-in' and after->>'purpose' = 'choose-password';