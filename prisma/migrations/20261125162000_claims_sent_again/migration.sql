-- Names what an account sent: repo, revision, coordinates and value (lib/submissions/claim-key.ts). Null for what was sent before.
-- AlterTable
ALTER TABLE "submissions" ADD COLUMN     "sent_key" CHAR(64);

-- CreateIndex
CREATE INDEX "submissions_account_id_sent_key_id_idx" ON "submissions"("account_id", "sent_key", "id");

-- A claim that ended for a reason that has passed is taken up again as the same submission. The same table stands in lib/protocol/states.ts.
CREATE OR REPLACE FUNCTION submission_change_is_legal(before submission_status, after submission_status) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE before
    WHEN 'received' THEN after IN ('screened', 'invalid', 'blocked', 'cancelled', 'failed')
    WHEN 'screened' THEN after IN ('queued', 'invalid', 'blocked', 'cancelled', 'failed')
    WHEN 'queued' THEN after IN ('running', 'invalid', 'blocked', 'cancelled', 'failed')
    WHEN 'running' THEN after IN ('queued', 'accepted', 'not-confirmed', 'invalid', 'blocked', 'cancelled', 'failed')
    WHEN 'blocked' THEN after = 'received'
    WHEN 'failed' THEN after = 'received'
    ELSE false
  END
$$;
