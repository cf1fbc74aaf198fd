-- CreateIndex
CREATE INDEX "sets_level_id_idx" ON "sets"("level", "id");

-- CreateIndex
CREATE INDEX "sets_class_id_idx" ON "sets"("class", "id");

-- CreateIndex
CREATE INDEX "sets_model_id_level_id_idx" ON "sets"("model_id", "level", "id");

-- A sort whose key is computed: lib/records/list.ts writes the same expression.
CREATE INDEX "sets_class_sort" ON "sets"((coalesce("class", 'Z')::text COLLATE "C"), "id");
