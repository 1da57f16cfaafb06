import { createHmac } from 'node:crypto'
import pg from 'pg'

/**
 * The role that the application connects as where LexAI runs its own PostgreSQL: it reads and writes rows and owns nothing, so that
 * whoever makes the application run SQL of theirs can neither change tables nor switch off the trigger that keeps the audit log
 * append-only. Migrations run as the owner.
 */
export const applicationRole = 'lexai_app'

/** The role's password: derived from the owner's, so that there is one secret to keep. */
export function applicationPassword(ownerPassword: string): string {
  return createHmac('sha256', ownerPassword).update(applicationRole).digest('base64url')
}

/** The same database, as the application's role. */
export function applicationUrl(ownerUrl: string, ownerPassword: string): string {
  const url = new URL(ownerUrl)
  url.username = applicationRole
  url.password = encodeURIComponent(applicationPassword(ownerPassword))
  return url.href
}

/** Creates the role, or sets its password. Needs a client with the right to create roles. */
export async function createApplicationRole(client: pg.ClientBase, ownerPassword: string): Promise<void> {
  const password = pg.escapeLiteral(applicationPassword(ownerPassword))
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [applicationRole])
  if (rowCount === 0) await client.query(`CREATE ROLE ${applicationRole} LOGIN`)
  await client.query(
    `ALTER ROLE ${applicationRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${password}`,
  )
}

/**
 * Lets a role work with the rows of LexAI and of its job queue, and only append to the audit log. Needs the owner of the tables;
 * run after each migration, for new tables. Two at once fail in PostgreSQL, so `migrate` runs it under its lock.
 */
export async function grantApplicationRights(client: pg.ClientBase, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role)
  await client.query(`
    GRANT USAGE ON SCHEMA public, graphile_worker TO ${name};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, graphile_worker TO ${name};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, graphile_worker TO ${name};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO ${name};
    REVOKE UPDATE, DELETE ON "AuditEvent" FROM ${name};
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${name}`)
  await allowJobRows(client, role)
}

/** The job queue protects its tables by row-level security without a policy: only their owner sees rows until one is added. */
async function allowJobRows(client: pg.ClientBase, role: string): Promise<void> {
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
