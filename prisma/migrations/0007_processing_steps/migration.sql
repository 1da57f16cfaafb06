-- A version counts its generations of processing; each page names the generation that it comes from.
ALTER TABLE "DocumentVersion" RENAME COLUMN "reading" TO "generation";
ALTER TABLE "Page" RENAME COLUMN "reading" TO "generation";

-- How far each processing step is with a page, by the name of the step: {"extract": {"state": "done"}, …}.
ALTER TABLE "Page" ADD COLUMN "steps" JSONB NOT NULL DEFAULT '{}';

-- Pages of earlier releases were extracted and split in one go. Which headings were in force is not known, so their passages count as done
-- and keep the headings they have; why a page without text is without is not known either.
UPDATE "Page" SET "steps" = CASE source
  WHEN 'none' THEN '{"extract": {"state": "failed"}, "passages": {"state": "done"}}'
  ELSE '{"extract": {"state": "done"}, "passages": {"state": "done"}}'
END::jsonb;

-- Never read: access is decided by the document's matter, and the index has the matter among its lexemes.
ALTER TABLE "Passage" DROP COLUMN "matterId";
-- Never written.
ALTER TABLE "DocumentVersion" DROP COLUMN "language";

-- Jobs that wait in the queue keep their place under the new name.
DO $$
BEGIN
  IF to_regclass('graphile_worker._private_tasks') IS NOT NULL THEN
    UPDATE graphile_worker._private_tasks SET identifier = 'process-version' WHERE identifier = 'ingest-version';
    UPDATE graphile_worker._private_jobs SET key = 'process-version:' || substr(key, length('ingest-version:') + 1)
      WHERE key LIKE 'ingest-version:%';
  END IF;
END $$;
