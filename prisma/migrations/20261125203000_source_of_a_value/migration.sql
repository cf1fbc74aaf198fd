-- Which source prints a claim's value: until now only the note said so.

-- AlterTable
ALTER TABLE "claims" ADD COLUMN "value_source" TEXT;

-- The notes were written by one sentence of the import. The trigger that keeps claims as they are looks away meanwhile.
ALTER TABLE "claims" DISABLE TRIGGER "claims_are_only_withdrawn";
UPDATE "claims" SET "value_source" = "sources"."key"
  FROM "sources"
  WHERE "claims"."origin" = 'literature' AND "claims"."value" IS NOT NULL
    AND "sources"."key" = substring("claims"."note" from ' is as (\S+) prints it; it was not read here\.$');
ALTER TABLE "claims" ENABLE TRIGGER "claims_are_only_withdrawn";

-- AddForeignKey
ALTER TABLE "claims" ADD CONSTRAINT "claims_value_source_fkey" FOREIGN KEY ("value_source") REFERENCES "sources"("key") ON DELETE RESTRICT ON UPDATE CASCADE;
