// Runs scripts/<name>.ts with a Node.js that runs TypeScript as it is: this one, or the one that npm brought. Plain JavaScript,
// so that an old Node.js can read it and say what is missing.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const [name = '', ...args] = process.argv.slice(2)
const script = join(here, name.includes('/') ? `../${name}.ts` : `${name}.ts`)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const brought = join(here, '../node_modules/node/bin/node')

// npm hands SIGTERM to the shell between us, and the shell ends without passing it on: so an orphan of npm ends itself.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250).unref()
}

const isRecent = major > 22 || (major === 22 && minor >= 18)
const runtime = isRecent ? process.execPath : brought
// glibc gives each thread an arena of its own that it does not shrink: two keep a third of the memory of a server with several threads.
const environment = { MALLOC_ARENA_MAX: '2', ...process.env }
const isServer = name === 'start' || name === 'worker'

if (isRecent && !isServer) {
  process.argv.splice(1, 2, script)
  await import(pathToFileURL(script).href)
} else if (existsSync(runtime)) {
  const child = spawn(runtime, [script, ...args], { stdio: 'inherit', env: environment })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0)))
} else {
  console.error(
    `LexAI needs Node.js 22.18 or later, and this is ${process.versions.node}. npm ci brings one along, ` +
      'unless it is told to skip install scripts.',
  )
  process.exit(1)
}
