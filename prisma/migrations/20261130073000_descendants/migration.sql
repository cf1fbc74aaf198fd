-- What models made from a recorded one store at its coordinates: read now and then by the job `descendants`.

CREATE TYPE "lookup_state" AS ENUM ('waiting', 'running', 'done', 'failed');

CREATE TABLE "descendant_lookups" (
  "model_id" INTEGER NOT NULL,
  "state" "lookup_state" NOT NULL DEFAULT 'waiting',
  "to_read" INTEGER NOT NULL DEFAULT 0,
  "read" INTEGER NOT NULL DEFAULT 0,
  "passed_over" INTEGER NOT NULL DEFAULT 0,
  "more" BOOLEAN NOT NULL DEFAULT false,
  "reason" TEXT,
  "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "finished_at" TIMESTAMPTZ(3),

  CONSTRAINT "descendant_lookups_pkey" PRIMARY KEY ("model_id"),
  CONSTRAINT "descendant_lookups_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "descendant_lookups_counts" CHECK (0 <= "read" AND "read" <= "to_read" AND 0 <= "passed_over"),
  CONSTRAINT "descendant_lookups_ends" CHECK (("state" IN ('done', 'failed')) <= ("finished_at" IS NOT NULL)),
  CONSTRAINT "descendant_lookups_failure_has_a_reason" CHECK (("state" = 'failed') = ("reason" IS NOT NULL))
);
CREATE INDEX "descendant_lookups_finished_at_idx" ON "descendant_lookups" ("finished_at");

CREATE TABLE "descendants" (
  "id" SERIAL NOT NULL,
  "model_id" INTEGER NOT NULL,
  "repo" TEXT NOT NULL,
  "commit" CHAR(40),
  "cause" TEXT,
  "reason" TEXT,
  "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "descendants_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "descendants_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "descendants_read_or_reason" CHECK (("commit" IS NULL) = ("reason" IS NOT NULL) AND ("reason" IS NULL) = ("cause" IS NULL))
);
CREATE UNIQUE INDEX "descendants_model_id_repo_key" ON "descendants" ("model_id", "repo");

CREATE TABLE "descendant_values" (
  "descendant_id" INTEGER NOT NULL,
  "weight_id" INTEGER NOT NULL,
  "value" DOUBLE PRECISION NOT NULL,
  "bits" TEXT NOT NULL,
  "dtype" TEXT NOT NULL,

  CONSTRAINT "descendant_values_pkey" PRIMARY KEY ("descendant_id", "weight_id"),
  CONSTRAINT "descendant_values_descendant_id_fkey" FOREIGN KEY ("descendant_id") REFERENCES "descendants" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "descendant_values_weight_id_fkey" FOREIGN KEY ("weight_id") REFERENCES "weights" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "descendant_values_weight_id_idx" ON "descendant_values" ("weight_id");

-- The page of the model, and those of its records, show them.
CREATE FUNCTION announce_lookup() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce_model(NEW."model_id");
  PERFORM announce('weight', "id"::text) FROM "weights" WHERE "weights"."model_id" = NEW."model_id" AND "level" >= 2;
  PERFORM announce('set', "id"::text) FROM "sets" WHERE "sets"."model_id" = NEW."model_id" AND "level" >= 2;
  RETURN NULL;
END $$;
CREATE TRIGGER "descendant_lookups_announce" AFTER INSERT OR UPDATE ON "descendant_lookups" FOR EACH ROW EXECUTE FUNCTION announce_lookup();
