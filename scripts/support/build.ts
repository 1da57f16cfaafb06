import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { UserError } from '../../lib/core/db/user-error.ts'
import { acquireLock } from './build-lock.ts'
import { root } from './settings.ts'

const sources = [
  '{app,components,lib}/**/*.{ts,tsx,css,svg,ico,json}',
  '*.{ts,js,mjs}',
  'prisma/schema.prisma',
  'package-lock.json',
  'tsconfig.json',
]
const otherBuild = /Another next build process is already running/

/**
 * Builds the app into `distDir` unless it contains a build of the current sources, and returns whether it was built. Of several processes,
 * one builds and the others wait, because a build first deletes the previous one. Throws a UserError if the build fails.
 */
export async function buildIfNeeded(distDir: string, beforeBuild: () => void): Promise<boolean> {
  const stamp = hashSources()
  if (isBuilt(distDir, stamp)) return false
  beforeBuild()
  const release = await acquireLock(path.join(root, `${distDir}-lock`))
  try {
    while (!isBuilt(distDir, stamp)) {
      const { code, output } = await runNextBuild(distDir)
      if (code === 0) writeFileSync(stampFileIn(distDir), stamp)
      else if (!otherBuild.test(output)) throw new UserError(`The build failed.\n${output}`)
      // A `next build` that was started manually, or left running by a killed process, does not use our lock.
      else await delay(1000)
    }
    return true
  } finally {
    release()
  }
}

/** Whether `distDir` contains a build of the current sources. */
export function isBuilt(distDir: string, stamp = hashSources()): boolean {
  const file = stampFileIn(distDir)
  return existsSync(file) && readFileSync(file, 'utf8') === stamp
}

function stampFileIn(distDir: string): string {
  return path.join(root, distDir, 'lexai-sources')
}

async function runNextBuild(distDir: string): Promise<{ code: number | null; output: string }> {
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', LEXAI_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killChild = () => child.kill()
  process.once('exit', killChild)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  process.off('exit', killChild)
  return { code, output }
}

function hashSources(): string {
  const hash = createHash('sha256').update(process.version)
  const exclude = ['lib/core/db/generated/**', 'next-env.d.ts', 'playwright.config.ts']
  // A folder can be called openapi.json, because Next.js derives URLs from folder names.
  const files = globSync(sources, { cwd: root, exclude }).filter((file) => statSync(path.join(root, file)).isFile())
  for (const file of files.sort()) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)))
  return hash.digest('hex')
}
