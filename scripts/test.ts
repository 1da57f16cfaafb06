import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'
import { findBrowser } from '../tests/support/browser.ts'
import { generateIfNeeded } from './support/generated.ts'
import { root } from './support/settings.ts'
import { printLine } from './support/terminal.ts'

// npm test: installs a browser if none is found, and runs Playwright with the given arguments.
const args = process.argv.slice(2)
const playwright = path.join(root, 'node_modules/@playwright/test/cli.js')
const needsNoBrowser = args.some((word) => word === '--project=unit' || word === '--project=api')
if (!needsNoBrowser && findBrowser() === undefined) installBrowser()

await generateIfNeeded()
const child = spawn(process.execPath, [playwright, 'test', ...args], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))

function installBrowser(): void {
  printLine('No browser was found for the tests. Installing one.')
  const run = (command: string, words: string[]) => spawnSync(command, words, { stdio: 'inherit' }).status === 0
  if (run(process.execPath, [playwright, 'install', 'chromium'])) return
  const isRoot = process.getuid?.() === 0
  if (isRoot && run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'chromium'])) return
  printLine('The installation failed. Install Chromium, or set LEXAI_TEST_BROWSER to the path of a browser.')
  process.exit(1)
}
