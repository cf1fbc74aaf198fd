-- Whatever the API or a public page shows, a notification on the channel `records` says when it changes: `kind:id`, sent when the transaction commits, never
-- when it is rolled back. PostgreSQL merges equal notifications of one transaction. The kinds stand in lib/records/changes.ts.

CREATE FUNCTION announce(kind text, id text) RETURNS void LANGUAGE sql AS $$
  SELECT pg_notify('records', kind || ':' || id)
$$;
CREATE FUNCTION announce_model(id integer) RETURNS void LANGUAGE sql AS $$
  SELECT announce('model', "repo") FROM "models" WHERE "models"."id" = announce_model.id
$$;

-- A weight or set, and the model that lists it.
CREATE FUNCTION announce_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce(TG_ARGV[0], NEW."id"::text);
  PERFORM announce_model(NEW."model_id");
  RETURN NULL;
END $$;
CREATE TRIGGER "weights_announce" AFTER INSERT OR UPDATE ON "weights" FOR EACH ROW EXECUTE FUNCTION announce_record('weight');
CREATE TRIGGER "sets_announce" AFTER INSERT OR UPDATE ON "sets" FOR EACH ROW EXECUTE FUNCTION announce_record('set');

-- A version is always written with its weight's or set's row; should it once not be, it is announced all the same.
CREATE FUNCTION announce_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce(TG_ARGV[0], (to_jsonb(NEW) - 'body') ->> (TG_ARGV[0] || '_id'));
  RETURN NULL;
END $$;
CREATE TRIGGER "weight_versions_announce" AFTER INSERT ON "weight_versions" FOR EACH ROW EXECUTE FUNCTION announce_version('weight');
CREATE TRIGGER "set_versions_announce" AFTER INSERT ON "set_versions" FOR EACH ROW EXECUTE FUNCTION announce_version('set');

-- What a model's record and page are made of besides.
CREATE FUNCTION announce_own_model() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_model(NEW."model_id");
  RETURN NULL;
END $$;
CREATE TRIGGER "checkpoints_announce" AFTER INSERT OR UPDATE ON "checkpoints" FOR EACH ROW EXECUTE FUNCTION announce_own_model();
CREATE TRIGGER "claims_announce" AFTER INSERT OR UPDATE ON "claims" FOR EACH ROW EXECUTE FUNCTION announce_own_model();
CREATE TRIGGER "effects_announce" AFTER INSERT OR UPDATE ON "effects" FOR EACH ROW EXECUTE FUNCTION announce_own_model();

CREATE FUNCTION announce_model_itself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce('model', NEW."repo");
  RETURN NULL;
END $$;
CREATE TRIGGER "models_announce" AFTER INSERT OR UPDATE ON "models" FOR EACH ROW EXECUTE FUNCTION announce_model_itself();

-- A source's words stand on every model that it speaks of.
CREATE FUNCTION announce_models_of_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_model("model_id") FROM (
    SELECT "model_id" FROM "claims" JOIN "claim_sources" ON "claim_sources"."claim_id" = "claims"."id" WHERE "source_key" = NEW."key"
    UNION SELECT "model_id" FROM "effects" WHERE "source_key" = NEW."key"
  ) touched;
  RETURN NULL;
END $$;
CREATE TRIGGER "sources_announce" AFTER UPDATE ON "sources" FOR EACH ROW EXECUTE FUNCTION announce_models_of_source();

-- Progress changes a submission alone. Its making, its state and reason also stand in the lists and on the pages of the repo's records; its report lists it.
CREATE FUNCTION announce_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce('submission', NEW."id"::text);
  IF TG_OP = 'INSERT' THEN
    PERFORM announce('submissions', NEW."repo");
  ELSIF (to_jsonb(NEW) - 'progress' - 'updated_at') IS DISTINCT FROM (to_jsonb(OLD) - 'progress' - 'updated_at') THEN
    PERFORM announce('submissions', OLD."repo"), announce('submissions', NEW."repo");
    IF NEW."report_sha256" IS NOT NULL THEN
      PERFORM announce('report', NEW."report_sha256");
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "submissions_announce" AFTER INSERT OR UPDATE ON "submissions" FOR EACH ROW EXECUTE FUNCTION announce_submission();

CREATE FUNCTION announce_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce('report', NEW."sha256");
  RETURN NULL;
END $$;
CREATE TRIGGER "reports_announce" AFTER INSERT ON "reports" FOR EACH ROW EXECUTE FUNCTION announce_report();
