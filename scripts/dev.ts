import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { type Database, openDatabase } from './support/database.ts'
import { ensureFirstAdmin } from './support/first-admin.ts'
import { generateIfNeeded } from './support/generated.ts'
import { loadSettings, root } from './support/settings.ts'
import { shutDownInOrder } from './support/shutdown.ts'
import { fail, say } from './support/terminal.ts'

// npm run dev: as npm start, but Next compiles what is asked for and the worker starts anew when its code changes.
let database: Promise<Database> | null = null
const children: ChildProcess[] = []
const end = shutDownInOrder(() => [
  children.map((child) => () => endChild(child)),
  [async () => (await database)?.stop()],
])
const port = process.env.PORT || '3000'
const distDir = process.env.LEXAI_DIST_DIR || '.next-dev'

try {
  loadSettings()
  await generateIfNeeded()
  database = openDatabase()
  await database
  await ensureFirstAdmin()
  const env = { ...process.env, NODE_ENV: 'development' as const, PORT: port, LEXAI_DIST_DIR: distDir }
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  run([next, 'dev', '--port', port], env)
  const isServingOnly = process.env.LEXAI_WORKERS === '0'
  if (!isServingOnly) run(['--watch', '--watch-preserve-output', path.join(root, 'scripts/worker.ts')], env)
  const { env: settings } = await import('../lib/core/env.ts')
  say(`LexAI in development: ${settings.publicOrigin}`)
} catch (error) {
  const opened = await database?.catch(() => null)
  await opened?.stop()
  fail(error)
}

function run(args: string[], env: NodeJS.ProcessEnv): void {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
  children.push(child)
  child.once('exit', (code) => void end(code ?? 0))
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}
