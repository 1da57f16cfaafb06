import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfNeeded } from '#scripts/support/build.ts'
import { startInstance } from '#tests/support/instance.ts'
import { quantile } from './lexai-instances.ts'

const fileBytes = 500 * 1024 * 1024
const rounds = 5
const account = { email: 'bench@example.com', password: 'a password for the bench' }

type Target = { name: string; port: number; pid: number; path: string; headers: Record<string, string> }
type Result = { mbPerSecond: number; growthMb: number }

/**
 * Uploads a file of 500 MB to LexAI and to a node:http server that hashes and writes the same bytes, in interleaved rounds. Prints the medians
 * of megabytes per second and of the ratio per round, and the maximum growth of the resident memory.
 */
export async function benchUpload(): Promise<void> {
  await buildIfNeeded(process.env.LEXAI_DIST_DIR || '.next', () => console.log('building the app'))
  const folder = await mkdtemp(join(tmpdir(), 'lexai-bench-'))
  const bare = await startBareServer(folder)
  const lexai = await startInstance({
    DATABASE_URL: undefined,
    LEXAI_DATA_DIR: join(folder, 'data'),
    LEXAI_ADMIN_EMAIL: account.email,
    LEXAI_ADMIN_PASSWORD: account.password,
    LEXAI_LOG_LEVEL: 'warn',
    LEXAI_WORKERS: '0',
    NODE_ENV: 'production',
  })
  try {
    const token = await signIn(lexai.baseUrl)
    const targets: Target[] = [
      {
        name: 'LexAI',
        port: Number(new URL(lexai.baseUrl).port),
        pid: lexai.pid,
        path: '/api/v1/documents',
        headers: { Authorization: `Bearer ${token}` },
      },
      { name: 'bare Node', port: bare.port, pid: bare.pid, path: '/', headers: {} },
    ]
    console.log(`upload: ${fileBytes / 1024 ** 2} MiB, medians of ${rounds} rounds in turns, memory at its most`)
    for (const target of targets) await upload(target, fileBytes / 10)
    const results = new Map(targets.map((target) => [target, [] as Result[]]))
    for (let round = 0; round < rounds; round++) {
      for (const [target, all] of results) all.push(await upload(target, fileBytes))
    }
    for (const [{ name }, all] of results) {
      const mbPerSecond = quantile(
        all.map((each) => each.mbPerSecond),
        0.5,
      )
      const growthMb = Math.max(...all.map((each) => each.growthMb))
      console.log(
        `  ${name.padEnd(12)} ${mbPerSecond.toFixed(0).padStart(6)} MB/s   memory + ${growthMb.toFixed(0)} MB`,
      )
    }
    const [ours = [], theirs = []] = [...results.values()]
    const shares = ours.map(({ mbPerSecond }, round) => mbPerSecond / (theirs[round]?.mbPerSecond ?? Number.NaN))
    console.log(`  ratio        ${quantile(shares, 0.5).toFixed(2).padStart(6)} (at least 0.7)`)
  } finally {
    await lexai.stop()
    bare.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function signIn(baseUrl: string): Promise<string> {
  const response = await fetch(`${baseUrl}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(account),
  })
  const { accessToken } = (await response.json()) as { accessToken: string }
  return accessToken
}

/** On a plain socket, so that the sender costs little of the machine that it shares with the servers. */
async function upload(target: Target, bytes: number): Promise<Result> {
  const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW0'
  const disposition = 'Content-Disposition: form-data; name="file"; filename="bench.pdf"'
  const head = Buffer.from(`--${boundary}\r\n${disposition}\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\n`)
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  const block = randomBytes(1024 * 1024)
  const blocks = Math.ceil(bytes / block.byteLength)
  const length = head.byteLength + blocks * block.byteLength + tail.byteLength
  const headers = {
    Host: `localhost:${target.port}`,
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
    'Content-Length': String(length),
    Connection: 'close',
    ...target.headers,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const socket = connect({ host: 'localhost', port: target.port, noDelay: true })
  await once(socket, 'connect')
  const memory = watchMemory(target.pid)
  const start = performance.now()
  const answer = readAll(socket)
  socket.write(`POST ${target.path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  socket.write(head)
  for (let index = 0; index < blocks; index++) if (!socket.write(block)) await once(socket, 'drain')
  socket.write(tail)
  const status = (await answer).split(' ')[1]
  const seconds = (performance.now() - start) / 1000
  if (status !== '201') throw new Error(`${target.name} answered ${status}`)
  return { mbPerSecond: length / 1e6 / seconds, growthMb: memory.stop() }
}

async function readAll(socket: ReturnType<typeof connect>): Promise<string> {
  let answer = ''
  for await (const chunk of socket) answer += chunk
  return answer
}

/** The most that the resident memory of a process (Linux) grew beyond what it was, in MB. */
function watchMemory(pid: number): { stop: () => number } {
  const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000
  const before = resident()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, resident())
  }, 20)
  return {
    stop() {
      clearInterval(timer)
      return Math.max(most, resident()) - before
    },
  }
}

async function startBareServer(folder: string): Promise<{ port: number; pid: number; stop: () => void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'baseline-upload-server.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { port: Number(line.toString()), pid: child.pid ?? 0, stop: () => child.kill() }
}

if (import.meta.main) {
  await benchUpload()
  process.exit(0)
}
