-- Workers over HTTP: the scope of their keys, and who holds which run (lib/runs). The run's job is held for them by the site.
ALTER TYPE "scope" ADD VALUE 'work';

CREATE TABLE "run_leases" (
    "submission_id" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "account_id" INTEGER NOT NULL,
    "worker" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "job_id" UUID NOT NULL,
    "job_retry_count" INTEGER NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_leases_pkey" PRIMARY KEY ("submission_id")
);

CREATE INDEX "run_leases_account_id_idx" ON "run_leases"("account_id");

ALTER TABLE "run_leases" ADD CONSTRAINT "run_leases_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "run_leases" ADD CONSTRAINT "run_leases_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A worker may be of an account: then an event names both. The registry itself is of nobody.
ALTER TABLE "submission_events" DROP CONSTRAINT "submission_events_one_actor";
ALTER TABLE "submission_events" ADD CONSTRAINT "submission_events_one_actor" CHECK ("account_id" IS NULL OR "program" IS DISTINCT FROM 'registry');
