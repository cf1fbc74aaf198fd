-- R of a record's latest report, for comparing records: 'Infinity' where the edited model's perplexity is not finite, null where nothing was measured.
CREATE FUNCTION record_damage(body jsonb) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN (body #>> '{reports,0,damage,infinite}')::boolean THEN 'Infinity'::double precision
              ELSE (body #>> '{reports,0,damage,ratio}')::double precision END
$$;

ALTER TABLE "weights" ADD COLUMN "damage" DOUBLE PRECISION;
ALTER TABLE "sets" ADD COLUMN "damage" DOUBLE PRECISION;

UPDATE "weights" r SET "damage" = record_damage(v."body")
  FROM "weight_versions" v WHERE v."weight_id" = r."id" AND v."version" = r."version" AND v."body" #> '{reports,0}' IS NOT NULL;
UPDATE "sets" r SET "damage" = record_damage(v."body")
  FROM "set_versions" v WHERE v."set_id" = r."id" AND v."version" = r."version" AND v."body" #> '{reports,0}' IS NOT NULL;

-- What a check measured in a report, as a number: where one report stands among all. Computed from the report when it is filed, and again by rerender.
CREATE TABLE "report_gauges" (
    "report_sha256" CHAR(64) NOT NULL,
    "check_id" TEXT NOT NULL,
    -- The member judged; -1 for the claim as a whole.
    "member" INTEGER NOT NULL,
    "measured" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "report_gauges_pkey" PRIMARY KEY ("report_sha256", "check_id", "member"),
    CONSTRAINT "report_gauges_report_sha256_fkey" FOREIGN KEY ("report_sha256") REFERENCES "reports"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "report_gauges_check_id_measured_idx" ON "report_gauges"("check_id", "measured");
