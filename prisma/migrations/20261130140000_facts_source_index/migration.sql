-- The page of sources counts the models whose family, layers and size each one states.

-- CreateIndex
CREATE INDEX "models_facts_source_idx" ON "models"("facts_source");
