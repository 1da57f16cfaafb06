import pg from 'pg'
import { deriveKey } from '../auth/derive-key.ts'

/**
 * The role that the application uses in the embedded PostgreSQL. It reads and writes rows but owns no objects, so that SQL injection
 * can neither alter tables nor disable the trigger that keeps the audit log append-only. Migrations run as the owner.
 */
export const applicationRole = 'lexai_app'

/** The role's password, derived from the owner's password so that only one secret has to be stored. */
export function applicationPassword(ownerPassword: string): string {
  return deriveKey(ownerPassword, applicationRole).toString('base64url')
}

/** The URL of the same database with the application's role. */
export function applicationUrl(ownerUrl: string, ownerPassword: string): string {
  const url = new URL(ownerUrl)
  url.username = applicationRole
  url.password = encodeURIComponent(applicationPassword(ownerPassword))
  return url.href
}

/** Creates the role if it does not exist, and sets its password. `client` needs the privilege CREATEROLE. */
export async function createApplicationRole(client: pg.ClientBase, ownerPassword: string): Promise<void> {
  const password = pg.escapeLiteral(applicationPassword(ownerPassword))
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [applicationRole])
  if (rowCount === 0) await client.query(`CREATE ROLE ${applicationRole} LOGIN`)
  await client.query(
    `ALTER ROLE ${applicationRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${password}`,
  )
}

/**
 * Grants a role access to the rows of LexAI and of its job queue, and only INSERT and SELECT on the audit log. `client` is connected as
 * the owner of the tables. Call it after each migration, for new tables, while holding the migration lock: concurrent GRANTs on one
 * object fail in PostgreSQL ("tuple concurrently updated").
 */
export async function grantApplicationPrivileges(client: pg.ClientBase, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role)
  await client.query(`
    GRANT USAGE ON SCHEMA public, graphile_worker TO ${name};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, graphile_worker TO ${name};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, graphile_worker TO ${name};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO ${name};
    REVOKE UPDATE, DELETE ON "AuditEvent" FROM ${name};
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${name}`)
  await createJobQueuePolicies(client, role)
}

/** The job queue's tables have row-level security without a policy, so that only their owner sees rows until a policy is added. */
async function createJobQueuePolicies(client: pg.ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'graphile_worker' AND c.relrowsecurity
       AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = $1)`,
    [role],
  )
  const name = pg.escapeIdentifier(role)
  for (const { name: table } of rows) {
    await client.query(
      `CREATE POLICY ${name} ON graphile_worker.${pg.escapeIdentifier(table)} TO ${name} USING (true) WITH CHECK (true)`,
    )
  }
}
