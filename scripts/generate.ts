import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import { copyPdfjs } from './copy-pdfjs.ts'

// Generates the database client from prisma/schema.prisma and copies pdf.js's files to public/. Runs after every npm install, without
// network access.
const root = path.resolve(import.meta.dirname, '..')
const prisma = path.join(root, 'node_modules/prisma/build/index.js')
if (!existsSync(prisma)) throw new Error('Prisma is not installed: run npm ci first.')

const { status, stdout, stderr } = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
  cwd: root,
  encoding: 'utf8',
  env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
})
if (status !== 0) {
  process.stderr.write(`${stdout}${stderr}`)
  process.exit(status ?? 1)
}

copyFileSync(path.join(root, 'prisma/schema.prisma'), path.join(root, 'lib/core/db/generated/made-from.prisma'))
await copyPdfjs()
