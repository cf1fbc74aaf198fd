-- Records of models get versions, as those of weights and sets have them. Version 0: not rendered yet; `npm run rerender` makes the first one.

-- AlterTable
ALTER TABLE "models"
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "model_versions" (
    "model_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_versions_pkey" PRIMARY KEY ("model_id","version")
);

-- AddForeignKey
ALTER TABLE "model_versions" ADD CONSTRAINT "model_versions_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "model_versions_are_immutable" BEFORE UPDATE OR DELETE ON "model_versions" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "model_versions_announce" AFTER INSERT ON "model_versions" FOR EACH ROW EXECUTE FUNCTION announce_own_model();
