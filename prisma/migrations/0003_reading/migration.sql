-- Which reading of a version a page comes from, so that a version can be read again while what was read before stands.
ALTER TABLE "DocumentVersion" ADD COLUMN "reading" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Page" ADD COLUMN "reading" INTEGER NOT NULL DEFAULT 1;
