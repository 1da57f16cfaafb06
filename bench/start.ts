import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfNeeded } from '#scripts/support/build.ts'
import { root } from '#scripts/support/settings.ts'
import { findFreePort } from '#tests/support/global-setup.ts'

const laterStarts = 3

/** Measures the seconds from `npm start` until LexAI is ready, with an existing build: with an empty data folder, and again. */
export async function benchStart(): Promise<void> {
  await buildIfNeeded('.next', () => console.log('Building the app first; that is not measured.'))
  const dataDir = await mkdtemp(join(tmpdir(), 'lexai-bench-'))
  try {
    const first = await startAndStop(dataDir)
    const later: number[] = []
    for (let start = 0; start < laterStarts; start++) later.push(await startAndStop(dataDir))
    console.table({
      'first start, empty data folder': { seconds: first.toFixed(2) },
      [`later start, best of ${laterStarts}`]: { seconds: Math.min(...later).toFixed(2) },
    })
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function startAndStop(dataDir: string): Promise<number> {
  const port = String(await findFreePort())
  const startedAt = performance.now()
  const env = { ...process.env, PORT: port, LEXAI_DATA_DIR: dataDir, AUTH_URL: '', DATABASE_URL: '' }
  const child = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  for await (const chunk of child.stdout) {
    output += chunk
    if (output.includes('LexAI is ready on')) break
  }
  const seconds = (performance.now() - startedAt) / 1000
  if (!output.includes('LexAI is ready on')) throw new Error(`It did not start:\n${output}`)
  child.kill('SIGTERM')
  await once(child, 'close')
  return seconds
}
