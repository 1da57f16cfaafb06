import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findFreePort } from './global-setup.ts'

/** A running server, started like `npm start` does. */
export type Instance = {
  baseUrl: string
  pid: number
  /** Everything the server has printed. */
  output: () => string
  /** Sends a signal and waits for the process to exit. Gives the exit code, or the signal that ended it. */
  stop: (signal?: NodeJS.Signals) => Promise<number | NodeJS.Signals | null>
}

const root = path.resolve(import.meta.dirname, '../..')
const readyLine = /^(?:LexAI is ready on|LexAI in development:) (\S+)$/m
const startTimeoutMs = 90_000
let devBuilds = 0

/** Starts a server with the environment of this process and `changes` (undefined removes a variable). Uses a free port by default. */
export async function startInstance(changes: Record<string, string | undefined> = {}): Promise<Instance> {
  const port = changes.PORT ?? String(await findFreePort())
  const isDev = Boolean(process.env.LEXAI_TEST_DEV)
  const env: NodeJS.ProcessEnv = {
    // As scripts/launch.mjs sets it.
    MALLOC_ARENA_MAX: '2',
    ...process.env,
    PORT: port,
    AUTH_URL: `http://localhost:${port}`,
    ...(isDev && { LEXAI_DIST_DIR: `.next-test-${port}-${devBuilds++}` }),
    ...changes,
  }
  for (const name of Object.keys(env)) if (/^(TEST_|PLAYWRIGHT|PW_|FORCE_COLOR)/.test(name)) delete env[name]
  const script = path.join(root, 'scripts', isDev ? 'dev.ts' : 'start.ts')
  const child = spawn(process.execPath, [script], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  return watch(child, `http://localhost:${port}`)
}

async function watch(child: ChildProcess, baseUrl: string): Promise<Instance> {
  let output = ''
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      if (process.env.LEXAI_TEST_OUTPUT) process.stderr.write(chunk)
      if (readyLine.test(output)) resolve()
    })
  }
  const ended = new Promise<number | NodeJS.Signals | null>((done) => {
    child.once('close', (code, signal) => done(code ?? signal))
  })
  void ended.then((code) => reject(new Error(`LexAI ended (${code}) before it was ready:\n${output}`)))
  const timer = setTimeout(() => {
    child.kill('SIGTERM')
    reject(new Error(`LexAI is not ready after ${startTimeoutMs / 1000} s:\n${output}`))
  }, startTimeoutMs)
  await promise.then(() => waitForHealth(baseUrl)).finally(() => clearTimeout(timer))

  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return ended
  }
  return { baseUrl, pid: child.pid ?? 0, output: () => output, stop }
}

/** Waits until the server answers; in development Next reports that it is ready before it listens. */
async function waitForHealth(baseUrl: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${baseUrl}/api/v1/health`).catch(() => null)
    if (response?.ok) return
    await delay(50)
  }
}
