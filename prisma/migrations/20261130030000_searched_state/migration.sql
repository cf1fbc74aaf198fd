-- In a migration of its own: PostgreSQL does not let the transaction that adds a value use it.
ALTER TYPE "submission_status" ADD VALUE 'searched' AFTER 'not-confirmed';
