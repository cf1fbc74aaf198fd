-- Addresses of models are found in any case, as on the Hub. Prisma knows no index on an expression.
CREATE INDEX "models_repo_lower_idx" ON "models" (lower("repo"));
