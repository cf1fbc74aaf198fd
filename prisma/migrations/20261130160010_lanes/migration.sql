-- The lane of a submission's runs, by the size of its model, and its turn there: accounts take turns within a lane.
CREATE TYPE "lane" AS ENUM ('small', 'medium', 'large');
ALTER TABLE "submissions"
  ADD COLUMN "lane" "lane",
  ADD COLUMN "bytes" BIGINT,
  ADD COLUMN "turn" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "prioritised" BOOLEAN NOT NULL DEFAULT false;
-- What is in the queue now has its job in the one that is now the queue of small models.
UPDATE "submissions" SET "lane" = 'small' WHERE "status" IN ('queued', 'running');

CREATE INDEX "submissions_lane_status_id_idx" ON "submissions"("lane", "status", "id");
CREATE INDEX "submissions_lane_turn_idx" ON "submissions"("lane", "turn");
CREATE INDEX "submissions_account_id_lane_turn_idx" ON "submissions"("account_id", "lane", "turn");
