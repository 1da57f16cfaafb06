-- AlterTable
ALTER TABLE "PasswordCredential" ADD COLUMN     "mustChange" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "authenticatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- A session that is there already was authenticated when it was opened.
UPDATE "Session" SET "authenticatedAt" = "createdAt";

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "apiKeyId" UUID,
ADD COLUMN     "sessionId" UUID;

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "email" TEXT;
