import { type ApiDescription, readDescription } from './api-description.ts'
import { test as base, expect } from './fixtures.ts'
import type { Instance } from './instance.ts'
import { createRouteResources, fill, type RouteResources } from './route-resources.ts'

export { listedOrigin as listed } from './test-run.ts'

export type Call = (
  method: string,
  pattern: string,
  options?: {
    headers?: Record<string, string>
    body?: string | FormData | null
    query?: string
    /** An instance other than the worker's. */
    at?: Instance
  },
) => Promise<Response>

type Tools = { resources: RouteResources; instance: Instance; description: ApiDescription; call: Call }

/**
 * Fixtures for rules that hold on every route: resources of every kind, and `call`, which sends a request by pattern and fails when
 * the OpenAPI document does not describe the status, a header or the media type of the response.
 */
export const test = base.extend<object, Tools>({
  instance: [async ({ server }, use) => use(server), { scope: 'worker' }],
  resources: [
    async ({ instance }, use) => use(await createRouteResources(instance.baseUrl)),
    { scope: 'worker', timeout: 60_000 },
  ],
  description: [async ({ instance }, use) => use(await readDescription(instance.baseUrl)), { scope: 'worker' }],
  call: [
    async ({ instance, resources, description }, use) => {
      await use(async (method, pattern, { headers = {}, body = null, query = '', at = instance } = {}) => {
        const url = `${at.baseUrl}/api/v1${fill(pattern, resources)}${query}`
        const response = await fetch(url, { method, headers, body, redirect: 'manual' })
        expect(description(method, pattern, response), 'not in the OpenAPI document').toEqual([])
        return response
      })
    },
    { scope: 'worker' },
  ],
})

export type Problem = {
  code: string
  status: number
  requestId: string
  errors?: { pointer: string; code: string; detail: string }[]
}

/** Expects a problem document (RFC 9457) with the headers that every refusal has. */
export async function expectProblem(response: Response, status: number, code: string): Promise<Problem> {
  const text = await response.text()
  expect(response.status, text).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('vary')).toContain('Origin')
  const problem = JSON.parse(text) as Problem & { type: string; title: string; detail: string | null }
  expect(problem).toMatchObject({ status, code, type: `/problems/${code}` })
  expect(problem.title).toBeTruthy()
  expect(problem.detail === null || typeof problem.detail === 'string').toBe(true)
  expect(problem.requestId).toBe(response.headers.get('request-id'))
  expect(text).not.toMatch(/node_modules|at Object\.|SELECT|\/lib\/|prisma/i)
  return problem
}

export const bearer = (resources: RouteResources) => ({ Authorization: `Bearer ${resources.key}` })

export { expect } from './fixtures.ts'
