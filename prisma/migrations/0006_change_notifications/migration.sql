-- AlterTable
ALTER TABLE "DocumentVersion" ADD COLUMN     "pdfTitle" TEXT;

-- Notifies every instance, on commit, of each change that an open page may show: whichever statement made it, none can forget to.
-- lib/core/db/notifications.ts has the payloads. Progress of a version is told by the ingest commands, which limit its rate.

CREATE FUNCTION lexai_notify(payload jsonb) RETURNS void LANGUAGE sql AS $$
  SELECT pg_notify('lexai', payload::text)
$$;

CREATE FUNCTION notify_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lexai_notify(jsonb_build_object('type', 'document', 'documentId', coalesce(NEW.id, OLD.id), 'matterIds',
    CASE WHEN TG_OP = 'UPDATE' AND NEW."matterId" <> OLD."matterId"
      THEN jsonb_build_array(OLD."matterId", NEW."matterId")
      ELSE jsonb_build_array(coalesce(NEW."matterId", OLD."matterId")) END));
  RETURN NULL;
END $$;

CREATE TRIGGER notify_document AFTER INSERT OR UPDATE OR DELETE ON "Document"
  FOR EACH ROW EXECUTE FUNCTION notify_document();

CREATE FUNCTION notify_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lexai_notify(jsonb_build_object('type', 'matter', 'matterId', coalesce(NEW.id, OLD.id), 'userId', NULL));
  RETURN NULL;
END $$;

CREATE TRIGGER notify_matter AFTER INSERT OR UPDATE OR DELETE ON "Matter"
  FOR EACH ROW EXECUTE FUNCTION notify_matter();

CREATE FUNCTION notify_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lexai_notify(jsonb_build_object('type', 'matter',
    'matterId', coalesce(NEW."matterId", OLD."matterId"), 'userId', coalesce(NEW."userId", OLD."userId")));
  RETURN NULL;
END $$;

CREATE TRIGGER notify_member AFTER INSERT OR UPDATE OR DELETE ON "MatterMember"
  FOR EACH ROW EXECUTE FUNCTION notify_member();

CREATE FUNCTION notify_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lexai_notify(jsonb_build_object('type', 'user', 'userId', coalesce(NEW.id, OLD.id)));
  RETURN NULL;
END $$;

CREATE TRIGGER notify_user AFTER INSERT OR UPDATE OR DELETE ON "User"
  FOR EACH ROW EXECUTE FUNCTION notify_user();

-- For rows that belong to a user; the argument is the payload's type.
CREATE FUNCTION notify_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lexai_notify(jsonb_build_object('type', TG_ARGV[0], 'userId', coalesce(NEW."userId", OLD."userId")));
  RETURN NULL;
END $$;

-- Not each use of a session or key, which moves other columns.
CREATE TRIGGER notify_session AFTER INSERT OR DELETE OR UPDATE OF "revokedAt" ON "Session"
  FOR EACH ROW EXECUTE FUNCTION notify_of_user('user-sessions');

CREATE TRIGGER notify_api_key AFTER INSERT OR DELETE OR UPDATE OF "revokedAt" ON "ApiKey"
  FOR EACH ROW EXECUTE FUNCTION notify_of_user('user-api-keys');

CREATE FUNCTION notify_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lexai_notify('{"type": "audit"}');
  RETURN NULL;
END $$;

CREATE TRIGGER notify_audit AFTER INSERT ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION notify_audit();
