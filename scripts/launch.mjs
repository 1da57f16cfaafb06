// Runs scripts/<name>.ts with a Node.js version that supports TypeScript: the current one, or the one that npm installed. Plain JavaScript,
// so that an older Node.js can run it and print an error.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const [name = '', ...args] = process.argv.slice(2)
const script = join(here, name.includes('/') ? `../${name}.ts` : `${name}.ts`)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const installedByNpm = join(here, '../node_modules/node/bin/node')

// npm sends SIGTERM to an intermediate shell, which ends without forwarding it. If the parent process has ended, this process ends too.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250).unref()
}

const isRecent = major > 22 || (major === 22 && minor >= 18)
const runtime = isRecent ? process.execPath : installedByNpm
// By default, glibc creates memory arenas per thread and does not shrink them. Two arenas save a third of the server's memory.
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
    `LexAI needs Node.js 22.18 or later, but this is ${process.versions.node}. npm ci installs one, ` +
      'unless install scripts are disabled.',
  )
  process.exit(1)
}
