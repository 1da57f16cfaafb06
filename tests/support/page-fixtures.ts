import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { test as base, expect } from './fixtures.ts'

type PageTools = {
  /** Tells that this console error or page error is expected in this test. */
  allowError: (pattern: RegExp) => void
  /** Fails with every violation that axe finds on the page as it is now. */
  expectAccessible: (page: Page) => Promise<void>
}

/** The base of every test in a browser: an error in the console, an uncaught exception, or a request to another host fails it. */
export const test = base.extend<PageTools & { watch: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  allowError: async ({}, use) => {
    const patterns: RegExp[] = []
    await use(Object.assign((pattern: RegExp) => void patterns.push(pattern), { patterns }))
  },

  watch: [
    async ({ context, server, allowError }, use) => {
      const troubles: string[] = []
      context.on('console', (message) => {
        if (message.type() === 'error') troubles.push(`console: ${message.text()} (${message.location().url})`)
      })
      context.on('weberror', (error) => troubles.push(`page: ${error.error().stack ?? error.error().message}`))
      context.on('request', (request) => {
        const url = new URL(request.url())
        const isLocal = url.origin === server.baseUrl || /^(data|blob|about|chrome-extension):$/.test(url.protocol)
        if (!isLocal) troubles.push(`request to another host: ${url.href}`)
      })
      await use(undefined)
      const { patterns } = allowError as typeof allowError & { patterns: RegExp[] }
      const unexpected = troubles.filter((trouble) => !patterns.some((pattern) => pattern.test(trouble)))
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
