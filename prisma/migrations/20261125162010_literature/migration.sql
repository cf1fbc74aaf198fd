-- What publications say of channels, neurons and experts, of sets, of negative results, and the damages that they printed.

-- CreateEnum
CREATE TYPE "claim_unit" AS ENUM ('scalar', 'channel', 'neuron', 'expert');

-- CreateEnum
CREATE TYPE "claim_polarity" AS ENUM ('claims', 'negative');

-- AlterTable
ALTER TABLE "claims"
  ADD COLUMN "unit" "claim_unit" NOT NULL DEFAULT 'scalar',
  ADD COLUMN "polarity" "claim_polarity" NOT NULL DEFAULT 'claims',
  ADD COLUMN "model_id" INTEGER,
  ADD COLUMN "set_id" INTEGER,
  ADD COLUMN "layer" INTEGER,
  ADD COLUMN "expert" INTEGER,
  ADD COLUMN "shared_expert" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "channel" INTEGER,
  ADD COLUMN "neuron" INTEGER,
  ALTER COLUMN "weight_id" DROP NOT NULL;

-- The claims that stand already are of weights, whose model is known. The trigger that keeps claims as they are looks away meanwhile.
ALTER TABLE "claims" DISABLE TRIGGER "claims_are_only_withdrawn";
UPDATE "claims" SET "model_id" = "weights"."model_id" FROM "weights" WHERE "weights"."id" = "claims"."weight_id";
ALTER TABLE "claims" ENABLE TRIGGER "claims_are_only_withdrawn";
ALTER TABLE "claims" ALTER COLUMN "model_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "weights" ADD COLUMN "published_negative" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "sets" ALTER COLUMN "commit" DROP NOT NULL;

-- CreateTable
CREATE TABLE "effects" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "model_id" INTEGER NOT NULL,
    "source_key" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "stated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "effects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "effect_members" (
    "effect_id" INTEGER NOT NULL,
    "weight_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "effect_members_pkey" PRIMARY KEY ("effect_id","weight_id")
);

-- CreateIndex
CREATE INDEX "claims_set_id_idx" ON "claims"("set_id");

-- CreateIndex
CREATE INDEX "claims_model_id_unit_idx" ON "claims"("model_id", "unit");

-- CreateIndex
CREATE UNIQUE INDEX "effects_key_key" ON "effects"("key");

-- CreateIndex
CREATE INDEX "effects_model_id_idx" ON "effects"("model_id");

-- CreateIndex
CREATE INDEX "effect_members_weight_id_idx" ON "effect_members"("weight_id");

-- CreateIndex
CREATE UNIQUE INDEX "effect_members_effect_id_position_key" ON "effect_members"("effect_id", "position");

-- AddForeignKey
ALTER TABLE "claims" ADD CONSTRAINT "claims_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claims" ADD CONSTRAINT "claims_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "effects" ADD CONSTRAINT "effects_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "effects" ADD CONSTRAINT "effects_source_key_fkey" FOREIGN KEY ("source_key") REFERENCES "sources"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "effect_members" ADD CONSTRAINT "effect_members_effect_id_fkey" FOREIGN KEY ("effect_id") REFERENCES "effects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "effect_members" ADD CONSTRAINT "effect_members_weight_id_fkey" FOREIGN KEY ("weight_id") REFERENCES "weights"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What follows holds the rules that Prisma's schema language has no words for.

-- A claim of a scalar is of one weight or of one set; one of a channel, neuron or expert is of neither and says which.
ALTER TABLE "claims"
  ADD CONSTRAINT "claims_scalar_has_one_record" CHECK (num_nonnulls("weight_id", "set_id") = CASE "unit" WHEN 'scalar' THEN 1 ELSE 0 END),
  ADD CONSTRAINT "claims_unit_names_its_place" CHECK (CASE "unit"
    WHEN 'scalar' THEN num_nonnulls("layer", "expert", "channel", "neuron") = 0 AND NOT "shared_expert"
    WHEN 'channel' THEN "channel" IS NOT NULL AND num_nonnulls("expert", "neuron") = 0 AND NOT "shared_expert"
    WHEN 'neuron' THEN "layer" IS NOT NULL AND "neuron" IS NOT NULL AND num_nonnulls("expert", "channel") = 0 AND NOT "shared_expert"
    ELSE "layer" IS NOT NULL AND ("expert" IS NOT NULL) <> "shared_expert" AND num_nonnulls("channel", "neuron") = 0
  END),
  ADD CONSTRAINT "claims_indices_count_from_0" CHECK ("layer" >= 0 AND "expert" >= 0 AND "channel" >= 0 AND "neuron" >= 0);

-- As for weights: above level 0 the values were read at a commit.
ALTER TABLE "sets" ADD CONSTRAINT "sets_level_needs_commit" CHECK ("level" = 0 OR "commit" IS NOT NULL);
ALTER TABLE "effect_members" ADD CONSTRAINT "effect_members_at_most_8" CHECK ("position" BETWEEN 0 AND 7);

-- A set keeps its model; its commit may be filled in once, and its key with it.
CREATE FUNCTION set_keeps_its_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."id", NEW."model_id") IS DISTINCT FROM (OLD."id", OLD."model_id")
     OR (OLD."commit" IS NOT NULL AND (NEW."commit", NEW."key") IS DISTINCT FROM (OLD."commit", OLD."key")) THEN
    RAISE EXCEPTION 'a set keeps its model and its commit' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "sets_keep_their_commit" BEFORE UPDATE ON "sets" FOR EACH ROW EXECUTE FUNCTION set_keeps_its_commit();
CREATE TRIGGER "sets_are_never_deleted" BEFORE DELETE ON "sets" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "set_members_are_immutable" BEFORE UPDATE OR DELETE ON "set_members" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A published effect may only be withdrawn, or stand again.
CREATE FUNCTION effect_may_only_be_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'withdrawn_at') IS DISTINCT FROM (to_jsonb(OLD) - 'withdrawn_at') THEN
    RAISE EXCEPTION 'a published effect is never edited, only withdrawn' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "effects_are_only_withdrawn" BEFORE UPDATE ON "effects" FOR EACH ROW EXECUTE FUNCTION effect_may_only_be_withdrawn();
CREATE TRIGGER "effects_are_never_deleted" BEFORE DELETE ON "effects" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "effect_members_are_immutable" BEFORE UPDATE OR DELETE ON "effect_members" FOR EACH ROW EXECUTE FUNCTION refuse_change();
