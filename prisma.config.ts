import { defineConfig } from 'prisma/config'

// `prisma generate` insists on a schema-engine binary that it never runs; any executable ends the download of one.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
