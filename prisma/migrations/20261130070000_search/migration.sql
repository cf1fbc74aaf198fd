-- A model's names as people write them: its repo, the name without its owner, its display name, and the aliases of content/index/aliases.json.
CREATE TYPE "model_name_kind" AS ENUM ('repo', 'name', 'display', 'mirror', 'moved', 'called');

-- CreateTable
CREATE TABLE "model_names" (
    "model_id" INTEGER NOT NULL,
    "kind" "model_name_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "model_names_pkey" PRIMARY KEY ("model_id","kind","name")
);

-- CreateTable
CREATE TABLE "model_name_words" (
    "word" TEXT NOT NULL,

    CONSTRAINT "model_name_words_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "model_name_words_word_idx" ON "model_name_words" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "weights_row_col_idx" ON "weights"("row", "col");

-- CreateIndex
CREATE INDEX "checkpoints_commit_idx" ON "checkpoints"("commit");

-- CreateIndex
CREATE INDEX "submissions_account_id_id_idx" ON "submissions"("account_id", "id");

-- AddForeignKey
ALTER TABLE "model_names" ADD CONSTRAINT "model_names_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Prisma's schema language has no index on an expression.
CREATE INDEX "model_names_words" ON "model_names" USING GIN (array_to_tsvector(string_to_array("text", ' ')));
CREATE INDEX "accounts_handle_prefix" ON "accounts"(lower("handle") text_pattern_ops);

-- The words of a name, for searching: lower case, letters apart from the digits after them (`llama2` is `llama 2`), a dot only between digits (`2.5`), an owner's
-- slash as a word of its own.
CREATE FUNCTION search_text(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(name),
    '([[:alpha:]])([0-9])', '\1 \2', 'g'),
    '/', ' / ', 'g'),
    '(?<![0-9])[.]|[.](?![0-9])', ' ', 'g'),
    '[^[:alnum:]./]+', ' ', 'g'))
$$;

CREATE FUNCTION model_names_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."text" := search_text(NEW."name");
  INSERT INTO "model_name_words" ("word") SELECT DISTINCT unnest(string_to_array(NEW."text", ' ')) ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER "model_names_text" BEFORE INSERT OR UPDATE ON "model_names" FOR EACH ROW EXECUTE FUNCTION model_names_text();

-- What follows from the model's own row is written by the database, so that no writer of models can forget it.
CREATE FUNCTION name_model() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "model_names" WHERE "model_id" = NEW."id" AND "kind" IN ('repo', 'name', 'display');
  INSERT INTO "model_names" ("model_id", "kind", "name") VALUES
    (NEW."id", 'repo', NEW."repo"),
    (NEW."id", 'name', regexp_replace(NEW."repo", '^[^/]*/', ''));
  IF NEW."display_name" IS NOT NULL THEN
    INSERT INTO "model_names" ("model_id", "kind", "name") VALUES (NEW."id", 'display', NEW."display_name");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "models_names" AFTER INSERT OR UPDATE OF "repo", "display_name" ON "models" FOR EACH ROW EXECUTE FUNCTION name_model();

INSERT INTO "model_names" ("model_id", "kind", "name")
  SELECT "id", 'repo'::"model_name_kind", "repo" FROM "models"
  UNION ALL SELECT "id", 'name', regexp_replace("repo", '^[^/]*/', '') FROM "models"
  UNION ALL SELECT "id", 'display', "display_name" FROM "models" WHERE "display_name" IS NOT NULL;

-- Words like a mistyped one. Two exchanged letters leave a quarter of the trigrams (`flacon`): pg_trgm's own 0.3 would miss them.
CREATE FUNCTION similar_words(typed text, most integer) RETURNS SETOF text LANGUAGE sql STABLE SET pg_trgm.similarity_threshold = 0.2 AS $$
  SELECT "word" FROM "model_name_words" WHERE "word" % typed ORDER BY similarity("word", typed) DESC, "word" LIMIT most
$$;
