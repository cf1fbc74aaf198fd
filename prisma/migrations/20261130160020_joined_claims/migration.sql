-- Another account that claims what a submission claims, in its own words.
CREATE TABLE "submission_joins" (
    "submission_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "source" TEXT,
    "note" TEXT,
    "claimed_value" DOUBLE PRECISION,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_joins_pkey" PRIMARY KEY ("submission_id", "account_id")
);
CREATE INDEX "submission_joins_account_id_idx" ON "submission_joins"("account_id");
ALTER TABLE "submission_joins" ADD CONSTRAINT "submission_joins_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "submission_joins" ADD CONSTRAINT "submission_joins_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- It is shown with the submission, and wherever that is named.
CREATE FUNCTION announce_join() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce('submission', NEW."submission_id"::text);
  PERFORM announce('submissions', "repo") FROM "submissions" WHERE "id" = NEW."submission_id";
  PERFORM pg_notify('submissions', NEW."submission_id"::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "submission_joins_announce" AFTER INSERT OR UPDATE ON "submission_joins" FOR EACH ROW EXECUTE FUNCTION announce_join();
