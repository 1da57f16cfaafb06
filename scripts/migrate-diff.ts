import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { type DiffTarget, SchemaEngine } from '@prisma/schema-engine-wasm'
import { startEmbeddedPostgres } from '../lib/core/db/embedded-postgres.ts'
import { listMigrations } from '../lib/core/db/migrate.ts'

// npm run migrate:diff -- <name>: writes prisma/migrations/<next number>_<name> with the difference between schema.prisma and the copy next
// to the latest migration, computed by Prisma's engine. Add objects that Prisma does not support by hand.
const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Usage: npm run migrate:diff -- add_something')
  process.exit(1)
}

const schemaFile = path.resolve(import.meta.dirname, '../prisma/schema.prisma')
const folder = path.resolve(import.meta.dirname, '../prisma/migrations')
const migrations = listMigrations()
const before = migrations.map((migration) => path.join(folder, migration.name, 'schema.prisma')).findLast(existsSync)

const sql = await diff(before ? datamodel(before) : { tag: 'empty' }, datamodel(schemaFile))
if (sql) {
  const target = path.join(folder, `${String(migrations.length + 1).padStart(4, '0')}_${name}`)
  mkdirSync(target, { recursive: true })
  writeFileSync(path.join(target, 'migration.sql'), sql)
  copyFileSync(schemaFile, path.join(target, 'schema.prisma'))
  console.log(`Wrote ${path.relative(process.cwd(), target)}. Review it before you commit it.`)
} else console.log('No changes: the migrations already create everything in schema.prisma.')

function datamodel(file: string): DiffTarget {
  return { tag: 'schemaDatamodel', files: [{ path: file, content: readFileSync(file, 'utf8') }] }
}

/** The engine needs a connection to determine the SQL dialect. A temporary, empty database is started for it. */
async function diff(from: DiffTarget, to: DiffTarget): Promise<string | null> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lexai-diff-'))
  const postgres = await startEmbeddedPostgres(dataDir, 'diff')
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: postgres.url }))
    const datamodels: [string, string][] = [[schemaFile, readFileSync(schemaFile, 'utf8')]]
    const engine = await SchemaEngine.new({ datamodels }, () => {}, adapter)
    const filters = { externalTables: [], externalEnums: [] }
    const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters })
    const script = stdout?.trim() ?? ''
    return !script || script.includes('This is an empty migration') ? null : `${script}\n`
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
