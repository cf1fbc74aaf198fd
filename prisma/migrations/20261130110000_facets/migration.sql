-- What the index of weights is filtered by: family, size and depth, which follow from the model, its organisation, and the publications that state a coordinate.

-- CreateEnum
CREATE TYPE "source_kind" AS ENUM ('paper', 'code', 'notebook', 'discussion');

-- AlterTable
ALTER TABLE "sources"
  ADD COLUMN "kind" "source_kind",
  ADD COLUMN "year" INTEGER;

-- AlterTable
ALTER TABLE "models"
  ADD COLUMN "family" TEXT,
  ADD COLUMN "layers" INTEGER,
  ADD COLUMN "parameters" BIGINT,
  ADD COLUMN "facts_source" TEXT;

-- AlterTable
ALTER TABLE "weights"
  ADD COLUMN "organisation" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "family" TEXT,
  ADD COLUMN "size" TEXT,
  ADD COLUMN "depth" TEXT,
  ADD COLUMN "sources" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "models_family_idx" ON "models"("family");

-- CreateIndex
CREATE INDEX "weights_family_id_idx" ON "weights"("family", "id");

-- CreateIndex
CREATE INDEX "weights_organisation_id_idx" ON "weights"("organisation", "id");

-- CreateIndex
CREATE INDEX "weights_size_id_idx" ON "weights"("size", "id");

-- CreateIndex
CREATE INDEX "weights_depth_id_idx" ON "weights"("depth", "id");

-- CreateIndex
CREATE INDEX "weights_sources_idx" ON "weights" USING GIN ("sources");

-- CreateIndex
CREATE INDEX "weights_facets" ON "weights"("family", "organisation", "size", "depth", "class", "level");

-- CreateIndex
CREATE INDEX "claim_sources_source_key_idx" ON "claim_sources"("source_key");

-- CreateIndex
CREATE INDEX "effects_source_key_idx" ON "effects"("source_key");

-- AddForeignKey
ALTER TABLE "models" ADD CONSTRAINT "models_facts_source_fkey" FOREIGN KEY ("facts_source") REFERENCES "sources"("key") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What follows holds what Prisma's schema language has no words for.

ALTER TABLE "models" ADD CONSTRAINT "models_layers_are_positive" CHECK ("layers" > 0 AND "parameters" > 0);

-- The records that a publication states: few among many.
CREATE INDEX "weights_published" ON "weights"("id") WHERE "sources" <> '{}';
-- Claims of channels, neurons and experts: few among many.
CREATE INDEX "claims_of_units" ON "claims"("id") WHERE "unit" <> 'scalar' AND "withdrawn_at" IS NULL;

-- The ranges of lib/facets/ranges.ts; a test compares the two.
CREATE FUNCTION size_range(parameters bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN parameters < 1e9 THEN 'under-1b' WHEN parameters < 4e9 THEN '1b-4b' WHEN parameters < 10e9 THEN '4b-10b'
              WHEN parameters < 40e9 THEN '10b-40b' ELSE 'over-40b' END
$$;

-- Relative depth: 0 in the first layer, 1 in the last. A layer that the model does not have has none.
CREATE FUNCTION relative_depth(layer integer, layers integer) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN layer >= layers THEN NULL ELSE layer::double precision / greatest(layers - 1, 1) END
$$;
CREATE FUNCTION depth_range(layer integer, layers integer) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN depth < 0.1 THEN '0-10' WHEN depth < 0.25 THEN '10-25' WHEN depth < 0.5 THEN '25-50' WHEN depth < 0.75 THEN '50-75'
              WHEN depth <= 1 THEN '75-100' END
  FROM relative_depth(layer, layers) depth
$$;

-- A weight's facets follow from its model: written by the database, so that no writer can forget it.
CREATE FUNCTION weight_facets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT split_part("repo", '/', 1), "models"."family", size_range("parameters"), depth_range(NEW."layer", "layers")
    INTO NEW."organisation", NEW."family", NEW."size", NEW."depth"
    FROM "models" WHERE "models"."id" = NEW."model_id";
  RETURN NEW;
END $$;
CREATE TRIGGER "weights_have_facets" BEFORE INSERT ON "weights" FOR EACH ROW EXECUTE FUNCTION weight_facets();

CREATE FUNCTION renew_weight_facets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "weights" SET
    "organisation" = split_part(NEW."repo", '/', 1), "family" = NEW."family",
    "size" = size_range(NEW."parameters"), "depth" = depth_range("layer", NEW."layers")
  WHERE "model_id" = NEW."id"
    AND ("organisation", "family", "size", "depth") IS DISTINCT FROM
        (split_part(NEW."repo", '/', 1), NEW."family", size_range(NEW."parameters"), depth_range("layer", NEW."layers"));
  RETURN NULL;
END $$;
CREATE TRIGGER "models_renew_facets" AFTER UPDATE OF "repo", "family", "layers", "parameters" ON "models"
  FOR EACH ROW EXECUTE FUNCTION renew_weight_facets();

-- What was read from a checkpoint takes the place of what others state of the model.
CREATE FUNCTION facts_as_read() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "models" SET "family" = NEW."family", "layers" = NEW."layers", "parameters" = nullif(NEW."parameters", 0), "facts_source" = NULL
  WHERE "id" = NEW."model_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "checkpoints_give_facts" AFTER INSERT ON "checkpoints" FOR EACH ROW EXECUTE FUNCTION facts_as_read();

UPDATE "models" SET "family" = c."family", "layers" = c."layers", "parameters" = nullif(c."parameters", 0)
FROM (SELECT DISTINCT ON ("model_id") * FROM "checkpoints" ORDER BY "model_id", "id" DESC) c
WHERE c."model_id" = "models"."id";
UPDATE "weights" SET "organisation" = split_part("repo", '/', 1) FROM "models" WHERE "models"."id" = "model_id" AND "organisation" = '';

-- The keys of the sources that state the scalar of a record, of its claims that stand. lib/records/kinds.ts uses it too.
CREATE FUNCTION stating_sources(record jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT source ->> 'key' ORDER BY source ->> 'key'), '{}')
  FROM jsonb_array_elements(record -> 'claims') claim, jsonb_array_elements(claim -> 'sources') source
  WHERE claim ->> 'withdrawn_at' IS NULL AND source ->> 'stance' = 'states'
$$;
UPDATE "weights" SET "sources" = stating_sources(v."body")
FROM "weight_versions" v WHERE v."weight_id" = "weights"."id" AND v."version" = "weights"."version";
