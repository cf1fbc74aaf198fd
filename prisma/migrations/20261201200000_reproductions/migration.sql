-- CreateTable
CREATE TABLE "signing_keys" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "fingerprint" CHAR(64) NOT NULL,
    "public_key" CHAR(43) NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reproduction_nonces" (
    "hash" CHAR(64) NOT NULL,
    "account_id" INTEGER NOT NULL,
    "record" TEXT NOT NULL,
    "basis_sha256" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "reproduction_nonces_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "reproductions" (
    "report_sha256" CHAR(64) NOT NULL,
    "account_id" INTEGER NOT NULL,
    "key_id" INTEGER NOT NULL,
    "nonce_hash" CHAR(64) NOT NULL,
    "record" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "filed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_account_id" INTEGER,
    "withdrawn_reason" TEXT,

    CONSTRAINT "reproductions_pkey" PRIMARY KEY ("report_sha256")
);

-- CreateIndex
CREATE UNIQUE INDEX "signing_keys_fingerprint_key" ON "signing_keys"("fingerprint");

-- CreateIndex
CREATE INDEX "signing_keys_account_id_idx" ON "signing_keys"("account_id");

-- CreateIndex
CREATE INDEX "reproduction_nonces_account_id_expires_at_idx" ON "reproduction_nonces"("account_id", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "reproductions_nonce_hash_key" ON "reproductions"("nonce_hash");

-- CreateIndex
CREATE INDEX "reproductions_account_id_idx" ON "reproductions"("account_id");

-- CreateIndex
CREATE INDEX "reproductions_key_id_idx" ON "reproductions"("key_id");

-- AddForeignKey
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reproduction_nonces" ADD CONSTRAINT "reproduction_nonces_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reproductions" ADD CONSTRAINT "reproductions_report_sha256_fkey" FOREIGN KEY ("report_sha256") REFERENCES "reports"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reproductions" ADD CONSTRAINT "reproductions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reproductions" ADD CONSTRAINT "reproductions_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "signing_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reproductions" ADD CONSTRAINT "reproductions_withdrawn_by_account_id_fkey" FOREIGN KEY ("withdrawn_by_account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_fingerprint_is_hex" CHECK ("fingerprint" ~ '^[0-9a-f]{64}$');

-- What a signature was made with, and when the key ended, is said once: a key that could be revived or changed would make old signatures worth less.
CREATE FUNCTION signing_key_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'revoked_at' - 'name') IS DISTINCT FROM (to_jsonb(OLD) - 'revoked_at' - 'name')
     OR (OLD."revoked_at" IS NOT NULL AND NEW."revoked_at" IS DISTINCT FROM OLD."revoked_at") THEN
    RAISE EXCEPTION 'a signing key is only revoked, once' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "signing_keys_stay" BEFORE UPDATE ON "signing_keys" FOR EACH ROW EXECUTE FUNCTION signing_key_stays();
CREATE TRIGGER "signing_keys_are_never_deleted" BEFORE DELETE ON "signing_keys" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A nonce is used once.
CREATE FUNCTION nonce_is_used_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."used_at" IS NOT NULL THEN
    RAISE EXCEPTION 'a nonce is used once' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "reproduction_nonces_are_used_once" BEFORE UPDATE ON "reproduction_nonces" FOR EACH ROW EXECUTE FUNCTION nonce_is_used_once();

-- What was signed stays as it was; a maintainer may say, once, that it no longer counts.
ALTER TABLE "reproductions" ADD CONSTRAINT "reproductions_withdrawn_with_reason" CHECK (
  ("withdrawn_at" IS NULL) = ("withdrawn_reason" IS NULL) AND ("withdrawn_at" IS NULL) = ("withdrawn_by_account_id" IS NULL)
);
CREATE FUNCTION reproduction_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_reason' - 'withdrawn_by_account_id')
     IS DISTINCT FROM (to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_reason' - 'withdrawn_by_account_id')
     OR OLD."withdrawn_at" IS NOT NULL THEN
    RAISE EXCEPTION 'a reproduction is only withdrawn, once' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "reproductions_stay" BEFORE UPDATE ON "reproductions" FOR EACH ROW EXECUTE FUNCTION reproduction_stays();
CREATE TRIGGER "reproductions_are_never_deleted" BEFORE DELETE ON "reproductions" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The page of a report says who signed it.
CREATE FUNCTION announce_reproduction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM announce('report', NEW."report_sha256");
  RETURN NULL;
END $$;
CREATE TRIGGER "reproductions_announce" AFTER INSERT OR UPDATE ON "reproductions" FOR EACH ROW EXECUTE FUNCTION announce_reproduction();
