-- A submission without coordinates asks for a search. It ends as `searched`, with what was found, and never with a verdict.
ALTER TABLE "submissions" ADD COLUMN "search_result" JSONB;

ALTER TABLE "submissions"
  DROP CONSTRAINT "submissions_1_to_8_coordinates",
  ADD CONSTRAINT "submissions_up_to_8_coordinates" CHECK (cardinality("coordinates") <= 8),
  ADD CONSTRAINT "submissions_searched_has_a_result" CHECK (("status" = 'searched') = ("search_result" IS NOT NULL)),
  ADD CONSTRAINT "submissions_end_as_what_they_asked" CHECK (
    CASE WHEN cardinality("coordinates") = 0 THEN "status" NOT IN ('accepted', 'not-confirmed') ELSE "status" <> 'searched' END
  );

CREATE OR REPLACE FUNCTION submission_change_is_legal(before submission_status, after submission_status) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE before
    WHEN 'received' THEN after IN ('screened', 'invalid', 'blocked', 'cancelled', 'failed')
    WHEN 'screened' THEN after IN ('queued', 'invalid', 'blocked', 'cancelled', 'failed')
    WHEN 'queued' THEN after IN ('running', 'invalid', 'blocked', 'cancelled', 'failed')
    WHEN 'running' THEN after IN ('queued', 'accepted', 'not-confirmed', 'searched', 'invalid', 'blocked', 'cancelled', 'failed')
    WHEN 'blocked' THEN after = 'received'
    WHEN 'failed' THEN after = 'received'
    ELSE false
  END
$$;
