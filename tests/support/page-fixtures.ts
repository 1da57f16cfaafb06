import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { test as base, expect } from './fixtures.ts'

type PageTools = {
  /** Marks console and page errors that match as expected in this test. */
  allowError: (pattern: RegExp) => void
  /** Runs axe on the page and fails when it finds violations. */
  expectAccessible: (page: Page) => Promise<void>
}

/** The base of every browser test. Console errors, uncaught exceptions, and requests to another host fail the test. */
export const test = base.extend<PageTools & { watch: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  allowError: async ({}, use) => {
    const patterns: RegExp[] = []
    await use(Object.assign((pattern: RegExp) => void patterns.push(pattern), { patterns }))
  },

  watch: [
    async ({ context, server, allowError }, use) => {
      const problems: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`)
      })
      context.on('weberror', (error) => problems.push(`page: ${error.error().stack ?? error.error().message}`))
      context.on('request', (request) => {
        const url = new URL(request.url())
        const isLocal = url.origin === server.baseUrl || /^(data|blob|about|chrome-extension):$/.test(url.protocol)
        if (!isLocal) problems.push(`request to another host: ${url.href}`)
      })
      await use(undefined)
      const { patterns } = allowError as typeof allowError & { patterns: RegExp[] }
      const unexpected = problems.filter((problem) => !patterns.some((pattern) => pattern.test(problem)))
      expect(unexpected, 'errors on the pages of this test').toEqual([])
    },
    { auto: true },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  expectAccessible: async ({}, use) => {
    await use(async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(
        ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join(', ')})`,
      )
      expect(found, 'accessibility').toEqual([])
    })
  },
})

export { expect } from './fixtures.ts'
