-- Searching a part of a name. A trusted extension (PostgreSQL 13 and newer): whoever may create objects in the database may create it, and it comes with
-- PostgreSQL itself.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateIndex
CREATE INDEX "models_repo_idx" ON "models" USING GIN ("repo" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "sets_model_id_id_idx" ON "sets"("model_id", "id");

-- CreateIndex
CREATE INDEX "submission_events_status_id_idx" ON "submission_events"("status", "id");

-- CreateIndex
CREATE INDEX "submissions_repo_id_idx" ON "submissions"("repo", "id");

-- CreateIndex
CREATE INDEX "weights_model_id_id_idx" ON "weights"("model_id", "id");

-- CreateIndex
CREATE INDEX "weights_model_id_layer_id_idx" ON "weights"("model_id", "layer", "id");

-- CreateIndex
CREATE INDEX "weights_model_id_level_id_idx" ON "weights"("model_id", "level", "id");

-- Sorts whose key is computed: Prisma's schema language has no words for them. lib/weights/list.ts writes the same expressions.
CREATE INDEX "weights_class_sort" ON "weights"((coalesce("class", 'Z')::text COLLATE "C"), "id");
CREATE INDEX "models_repo_sort" ON "models"((lower("repo") COLLATE "C"), "id");
