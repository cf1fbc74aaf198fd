-- CreateTable
CREATE TABLE "webhooks" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "previous_secret" TEXT,
    "rotated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" SERIAL NOT NULL,
    "webhook_id" INTEGER NOT NULL,
    "event_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "tried_at" TIMESTAMPTZ(3),
    "status" INTEGER,
    "error" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "delivered" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "webhooks_account_id_idx" ON "webhooks"("account_id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_webhook_id_ended_at_id_idx" ON "webhook_deliveries"("webhook_id", "ended_at", "id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_ended_at_idx" ON "webhook_deliveries"("ended_at");

-- CreateIndex
CREATE INDEX "webhook_deliveries_event_id_idx" ON "webhook_deliveries"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_webhook_id_event_id_key" ON "webhook_deliveries"("webhook_id", "event_id");

-- AddForeignKey
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "submission_events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- A change of state is sent to the webhooks of the accounts whose submission it is. Here and not in code, so that no code path can omit it, and no crash can
-- lose it: the message is there if and only if the change is. Another reason for the same state is not sent.
CREATE FUNCTION submission_event_to_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."status" IS NOT DISTINCT FROM (
    SELECT "status" FROM "submission_events" WHERE "submission_id" = NEW."submission_id" AND "id" < NEW."id" ORDER BY "id" DESC LIMIT 1
  ) THEN
    RETURN NULL;
  END IF;
  INSERT INTO "webhook_deliveries" ("webhook_id", "event_id")
  SELECT "id", NEW."id" FROM "webhooks" WHERE "disabled_at" IS NULL AND "account_id" IN (
    SELECT "account_id" FROM "submissions" WHERE "id" = NEW."submission_id"
    UNION SELECT "account_id" FROM "submission_joins" WHERE "submission_id" = NEW."submission_id"
  );
  RETURN NULL;
END $$;
CREATE TRIGGER "submission_events_to_webhooks" AFTER INSERT ON "submission_events" FOR EACH ROW EXECUTE FUNCTION submission_event_to_webhooks();

-- Tells the workers of it; the payload is the webhook's number.
CREATE FUNCTION webhook_delivery_announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('webhooks', NEW."webhook_id"::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "webhook_deliveries_announce" AFTER INSERT ON "webhook_deliveries" FOR EACH ROW EXECUTE FUNCTION webhook_delivery_announce();
