import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/**
 * The path of the browser for the tests: that of LEXAI_TEST_BROWSER, or null where Playwright's own browser is installed, or that of
 * the system's browser. Undefined where there is none.
 */
export function findBrowser(): string | null | undefined {
  if (process.env.LEXAI_TEST_BROWSER) return process.env.LEXAI_TEST_BROWSER
  if (existsSync(chromium.executablePath())) return null
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [...candidates, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find((file) =>
    existsSync(file),
  )
}
