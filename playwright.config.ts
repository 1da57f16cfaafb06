import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from './tests/support/browser.ts'
import { joinTestRun } from './tests/support/test-run.ts'

// In a worker: point everything that reads the environment at this worker's own database and server.
joinTestRun()

const isRoot = process.getuid?.() === 0
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
const executablePath = findBrowser()

export default defineConfig({
  globalSetup: './tests/support/global-setup.ts',
  outputDir: 'test-results',
  workers: Number(process.env.LEXAI_TEST_WORKERS || 2),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['./tests/support/summary-reporter.ts']],
  projects: [
    { name: 'unit', testDir: 'tests/unit' },
    { name: 'api', testDir: 'tests/api' },
    {
      name: 'e2e',
      testDir: 'tests/e2e',
      timeout: 120_000,
      expect: { timeout: 30_000 },
      use: {
        ...devices['Desktop Chrome'],
        locale: 'en-GB',
        screenshot: 'only-on-failure',
        trace: 'retain-on-failure',
        launchOptions: { args: isRoot ? ['--no-sandbox', ...quiet] : quiet, ...(executablePath && { executablePath }) },
      },
    },
  ],
})
