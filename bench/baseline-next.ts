import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, parse, resolve } from 'node:path'
import { UserError } from '#lib/core/db/user-error.ts'
import { findFreePort } from '#tests/support/global-setup.ts'

const nodeModules = resolve('node_modules')
const nextBin = join(nodeModules, 'next/dist/bin/next')

const files: Record<string, string> = {
  'package.json': '{"name": "bare", "private": true, "type": "module"}',
  // The root of both the app and the node_modules that it is linked to.
  'next.config.js': `export default { turbopack: { root: ${JSON.stringify(parse(nodeModules).root)} } }`,
  'app/layout.js': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>',
  'app/page.js': 'export default () => null',
}

/**
 * The baseline for route handlers: a minimal Next.js app with one handler per body, built and started with Next.js's CLI in a temporary
 * folder. `work` gets the URLs in the same order. It uses the project's node_modules.
 */
export async function withBaselineNext(bodies: string[], work: (urls: string[]) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bare-next-'))
  let server: ChildProcess | null = null
  try {
    await write(folder, bodies)
    const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
    const built = spawnSync(process.execPath, [nextBin, 'build'], { cwd: folder, env, encoding: 'utf8' })
    if (built.status !== 0) throw new UserError(`the bare Next app was not built.\n${built.stdout}${built.stderr}`)
    const port = await findFreePort()
    server = spawn(process.execPath, [nextBin, 'start', '-p', String(port)], { cwd: folder, env, stdio: 'pipe' })
    await waitUntilReady(server)
    await work(bodies.map((_, at) => `http://localhost:${port}/api/bare/${at}`))
  } finally {
    server?.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

async function write(folder: string, bodies: string[]): Promise<void> {
  const routes = bodies.map((body, at): [string, string] => [
    `app/api/bare/${at}/route.js`,
    // Dynamic, like a read that depends on the user. Next.js serves a static route from a file.
    `const body = ${body}\nexport const dynamic = 'force-dynamic'\nexport const GET = () => Response.json(body)\n`,
  ])
  for (const [name, content] of [...Object.entries(files), ...routes]) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  await symlink(nodeModules, join(folder, 'node_modules'), 'dir')
}

function waitUntilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    for (const stream of [server.stdout, server.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk
        if (/Ready in/.test(output)) resolve()
      })
    }
    server.once('exit', () => reject(new UserError(`the bare Next app ended.\n${output}`)))
  })
}
