-- A role for workers that use the database (docs/decisions/050): what a run needs, and nothing else. Roles belong to the server and not to one database: another
-- database of it may have made this one already, or be making it now.
DO $$
BEGIN
  CREATE ROLE superweights_worker NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE WARNING 'The role superweights_worker was not created, since % may not create roles. Workers with rights of their own need it: a superuser creates it with CREATE ROLE superweights_worker NOLOGIN, and the registry''s worker gives it its rights at its next start.', current_user;
END $$;

-- These write on behalf of whoever changes a submission or a record: with their owner's rights, so that nobody needs any on the tables behind them.
ALTER FUNCTION submission_record_event() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION submission_event_to_webhooks() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION webhook_delivery_announce() SECURITY DEFINER SET search_path = public, pg_temp;

-- Gives the role its rights, also those to the tables of pg-boss, which are made by it and not by a migration. Called here, and by the registry's worker whenever it
-- starts. Returns false where there is no such role, and where the caller does not own these tables.
CREATE FUNCTION grant_worker_rights() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'superweights_worker') THEN
    RETURN false;
  END IF;
  -- One at a time: two that give the same right at once fail.
  PERFORM pg_advisory_xact_lock(hashtext('grant_worker_rights'));
  GRANT USAGE ON SCHEMA public TO superweights_worker;
  GRANT SELECT ON
    "models", "model_versions", "checkpoints", "tensors", "sources", "claims", "claim_sources", "effects", "effect_members", "weights", "weight_versions",
    "sets", "set_members", "set_versions", "submissions", "submission_joins", "submission_events", "challenges", "challenge_events", "reports", "report_gauges", "report_members", "reproductions", "signing_keys", "run_leases"
    TO superweights_worker;
  -- Of people, what records show of them.
  GRANT SELECT ("id", "handle", "deleted_at") ON "accounts" TO superweights_worker;
  GRANT UPDATE ("status", "reason_code", "reason", "changed_by_account_id", "changed_by_program", "claim_key", "attempts", "progress", "report_sha256", "search_result", "updated_at")
    ON "submissions" TO superweights_worker;
  GRANT INSERT ON "reports", "report_gauges", "report_members", "sets", "set_members", "weight_versions", "set_versions", "model_versions" TO superweights_worker;
  GRANT UPDATE ON "weights", "sets", "models" TO superweights_worker;
  GRANT DELETE ON "run_leases" TO superweights_worker;
  GRANT USAGE ON SEQUENCE "sets_id_seq" TO superweights_worker;
  IF to_regnamespace('pgboss') IS NOT NULL THEN
    GRANT USAGE ON SCHEMA pgboss TO superweights_worker;
    GRANT SELECT ON ALL TABLES IN SCHEMA pgboss TO superweights_worker;
    GRANT INSERT, UPDATE, DELETE ON pgboss.job, pgboss.job_common, pgboss.instance TO superweights_worker;
  END IF;
  RETURN true;
EXCEPTION WHEN insufficient_privilege THEN
  RETURN false;
END $$;

SELECT grant_worker_rights();
