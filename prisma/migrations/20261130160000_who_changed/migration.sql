-- Who brought a submission into its state: an account or a program. Rows from before stay without.
ALTER TABLE "submissions" ADD COLUMN "changed_by_account_id" INTEGER, ADD COLUMN "changed_by_program" TEXT;
ALTER TABLE "submission_events" ADD COLUMN "account_id" INTEGER, ADD COLUMN "program" TEXT;

ALTER TABLE "submission_events" ADD CONSTRAINT "submission_events_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "submission_events" ADD CONSTRAINT "submission_events_one_actor" CHECK ("account_id" IS NULL OR "program" IS NULL);

CREATE OR REPLACE FUNCTION submission_record_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW."status" <> OLD."status" OR NEW."reason" IS DISTINCT FROM OLD."reason" THEN
    INSERT INTO "submission_events" ("submission_id", "status", "reason_code", "reason", "at", "account_id", "program")
    VALUES (NEW."id", NEW."status", NEW."reason_code", coalesce(NEW."reason", ''), clock_timestamp(), NEW."changed_by_account_id", NEW."changed_by_program");
  END IF;
  PERFORM pg_notify('submissions', NEW."id"::text);
  RETURN NULL;
END $$;
