-- Objections to records, what happened to them, and the withdrawal of records.

CREATE TYPE "challenge_reason" AS ENUM ('wrong-coordinate', 'wrong-value', 'not-reproduced', 'other-cause', 'wrong-source', 'duplicate', 'wrong-checkpoint', 'not-public', 'other');

CREATE TYPE "challenge_state" AS ENUM ('open', 'upheld', 'withdrawn', 'retracted');

CREATE TYPE "challenge_act" AS ENUM ('commented', 'verified-again', 'upheld', 'withdrawn', 'retracted');

DROP INDEX "weights_facets";

ALTER TABLE "weights" ADD COLUMN     "withdrawn" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "sets" ADD COLUMN     "withdrawn" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "submissions" ADD COLUMN     "challenge_id" INTEGER;

CREATE TABLE "challenges" (
    "id" SERIAL NOT NULL,
    "weight_id" INTEGER,
    "set_id" INTEGER,
    "account_id" INTEGER NOT NULL,
    "reason" "challenge_reason" NOT NULL,
    "text" TEXT NOT NULL,
    "state" "challenge_state" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "challenges_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "challenge_events" (
    "id" SERIAL NOT NULL,
    "challenge_id" INTEGER NOT NULL,
    "act" "challenge_act" NOT NULL,
    "text" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "challenge_events_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "challenges_state_id_idx" ON "challenges"("state", "id");

CREATE INDEX "challenges_weight_id_idx" ON "challenges"("weight_id");

CREATE INDEX "challenges_set_id_idx" ON "challenges"("set_id");

CREATE INDEX "challenges_account_id_id_idx" ON "challenges"("account_id", "id");

CREATE INDEX "challenge_events_challenge_id_id_idx" ON "challenge_events"("challenge_id", "id");

CREATE INDEX "challenge_events_account_id_idx" ON "challenge_events"("account_id");

CREATE INDEX "weights_facets" ON "weights"("family", "organisation", "size", "depth", "class", "level", "withdrawn");

CREATE INDEX "submissions_challenge_id_idx" ON "submissions"("challenge_id");

ALTER TABLE "submissions" ADD CONSTRAINT "submissions_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "challenges" ADD CONSTRAINT "challenges_weight_id_fkey" FOREIGN KEY ("weight_id") REFERENCES "weights"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "challenges" ADD CONSTRAINT "challenges_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "challenges" ADD CONSTRAINT "challenges_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "challenge_events" ADD CONSTRAINT "challenge_events_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenges"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "challenge_events" ADD CONSTRAINT "challenge_events_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


CREATE TABLE "reviews" (
    "id" SERIAL NOT NULL,
    "submission_id" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "reviews_submission_id_id_idx" ON "reviews"("submission_id", "id");

CREATE INDEX "reviews_account_id_idx" ON "reviews"("account_id");

ALTER TABLE "reviews" ADD CONSTRAINT "reviews_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "reviews" ADD CONSTRAINT "reviews_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "reviews_are_immutable" BEFORE UPDATE OR DELETE ON "reviews" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE FUNCTION announce_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce('submission', NEW."submission_id"::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "reviews_announce" AFTER INSERT ON "reviews" FOR EACH ROW EXECUTE FUNCTION announce_review();

-- A challenge is about one record, and everything of it but its state is final.
ALTER TABLE "challenges" ADD CONSTRAINT "challenges_one_record" CHECK (("weight_id" IS NULL) <> ("set_id" IS NULL));
-- One account has one open challenge of a record.
CREATE UNIQUE INDEX "challenges_one_open_of_weight" ON "challenges"("account_id", "weight_id") WHERE "state" = 'open' AND "weight_id" IS NOT NULL;
CREATE UNIQUE INDEX "challenges_one_open_of_set" ON "challenges"("account_id", "set_id") WHERE "state" = 'open' AND "set_id" IS NOT NULL;

CREATE FUNCTION challenge_keeps_its_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'state' - 'updated_at') IS DISTINCT FROM (to_jsonb(OLD) - 'state' - 'updated_at') THEN
    RAISE EXCEPTION 'a challenge is never edited, only its state changes' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "challenges_keep_their_words" BEFORE UPDATE ON "challenges" FOR EACH ROW EXECUTE FUNCTION challenge_keeps_its_words();
CREATE TRIGGER "challenges_are_never_deleted" BEFORE DELETE ON "challenges" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "challenge_events_are_immutable" BEFORE UPDATE OR DELETE ON "challenge_events" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- As for records (20261125200100_change_notices): `challenge:7` is CH-000007.
CREATE FUNCTION announce_challenge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce('challenge', (CASE TG_TABLE_NAME WHEN 'challenges' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'challenge_id' END));
  RETURN NULL;
END $$;
CREATE TRIGGER "challenges_announce" AFTER INSERT OR UPDATE ON "challenges" FOR EACH ROW EXECUTE FUNCTION announce_challenge();
CREATE TRIGGER "challenge_events_announce" AFTER INSERT ON "challenge_events" FOR EACH ROW EXECUTE FUNCTION announce_challenge();
CREATE TRIGGER "submissions_announce_challenge" AFTER INSERT OR UPDATE ON "submissions" FOR EACH ROW WHEN (NEW."challenge_id" IS NOT NULL) EXECUTE FUNCTION announce_challenge();
