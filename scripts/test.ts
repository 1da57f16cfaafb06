import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'
import { findBrowser } from '../tests/support/browser.ts'
import { generateIfNeeded } from './support/generated.ts'
import { root } from './support/settings.ts'
import { say } from './support/terminal.ts'

// npm test: finds a browser, or gets one, and hands over to Playwright. What follows `--` goes to it.
const args = process.argv.slice(2)
const playwright = path.join(root, 'node_modules/@playwright/test/cli.js')
const isWithoutPages = args.some((word) => word === '--project=unit' || word === '--project=api')
if (!isWithoutPages && findBrowser() === undefined) getBrowser()

await generateIfNeeded()
const child = spawn(process.execPath, [playwright, 'test', ...args], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))

function getBrowser(): void {
  say('No browser for the tests is here; getting one.')
  const run = (command: string, words: string[]) => spawnSync(command, words, { stdio: 'inherit' }).status === 0
  if (run(process.execPath, [playwright, 'install', 'chromium'])) return
  const isRoot = process.getuid?.() === 0
  if (isRoot && run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'chromium'])) return
  say('None could be installed. Install Chromium, or set LEXAI_TEST_BROWSER to the path of one.')
  process.exit(1)
}
