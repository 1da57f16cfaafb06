import { defineConfig } from 'prisma/config'

// `prisma generate` requires a schema engine binary that it does not use. Any executable prevents its download.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
