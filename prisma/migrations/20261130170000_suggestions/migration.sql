-- Repos that may be meant by the name of one that the Hub does not have.
ALTER TABLE "submissions" ADD COLUMN "suggestions" TEXT[] DEFAULT ARRAY[]::TEXT[];
