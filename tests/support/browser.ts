import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/**
 * The browser for the tests: the one LEXAI_TEST_BROWSER names, Playwright's own where it is installed (then null: Playwright
 * finds it), or the system's. Undefined where there is none.
 */
export function findBrowser(): string | null | undefined {
  if (process.env.LEXAI_TEST_BROWSER) return process.env.LEXAI_TEST_BROWSER
  if (existsSync(chromium.executablePath())) return null
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [...places, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find((file) => existsSync(file))
}
