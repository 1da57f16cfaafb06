import { expect } from '@playwright/test'
import type { SearchReply } from '#lib/search/schema.ts'
import type { Api } from './api.ts'

/** Searches and expects status 200. */
export async function find(api: Api, q: string, more: Record<string, string> = {}): Promise<SearchReply> {
  const response = await api.get(`/search?${new URLSearchParams({ q, ...more })}`)
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json()) as SearchReply
}

/** The highlighted words of each hit. */
export function marked(reply: SearchReply): string[][] {
  return reply.items.map(({ snippet }) => snippet.highlights.map(([start, end]) => snippet.text.slice(start, end)))
}
