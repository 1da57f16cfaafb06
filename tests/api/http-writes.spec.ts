import { newId } from '#lib/core/db/id.ts'
import type { Api } from '#tests/support/api.ts'
import { expect, expectProblem, test } from '#tests/support/contract-fixtures.ts'
import { createDeletable } from '#tests/support/deletable-resources.ts'
import { listMethods, listRoutes } from '#tests/support/route-resources.ts'
import { changesOnce, createValidPost } from '#tests/support/valid-posts.ts'

const methods = listMethods(await listRoutes())

for (const { pattern, method, spec } of methods) {
  if (method === 'DELETE' && spec.precondition) {
    test(`DELETE ${pattern}: an If-Match that does not match is refused with 412`, async ({
      resources,
      description,
    }) => {
      const path = (await createDeletable(pattern, resources)) ?? ''
      const { signedIn } = resources
      const etag = (await signedIn.get(path)).headers.get('etag') ?? ''
      for (const stale of ['"0-stale"', `W/${etag}`, '"garbage"', '']) {
        const refused = await signedIn.delete(path, { 'If-Match': stale })
        expect(description(method, pattern, refused)).toEqual([])
        await expectProblem(refused, 412, 'request.precondition_failed')
      }
      expect((await signedIn.get(path)).status, 'the resource still exists').toBe(200)
      const ended = await signedIn.delete(path, { 'If-Match': etag })
      expect(ended.status).toBe(204)
      expect(description(method, pattern, ended)).toEqual([])
    })
  }

  if (method === 'DELETE' && pattern.endsWith('}')) {
    test(`DELETE ${pattern}: If-Match is supported exactly where GET returns an ETag`, () => {
      const isRead = methods.some((other) => other.pattern === pattern && other.method === 'GET')
      expect(spec.precondition).toBe(isRead ? 'optional' : undefined)
    })
  }

  if (method === 'POST') {
    test(`POST ${pattern}: requests with the same Idempotency-Key are executed once`, async ({
      resources,
      api,
      startInstance,
      description,
    }) => {
      const isOpen = changesOnce.needsOpenSignUp.has(pattern)
      const instance = isOpen ? await startInstance({ LEXAI_SIGNUP: 'open' }) : undefined
      const as: Api = spec.access === 'public' ? await api(null, instance) : resources.signedIn
      const { path, body, other, headers } = await createValidPost(pattern, resources)
      const key = { 'Idempotency-Key': newId() }
      const send = async (sent: typeof body, query = '') => {
        const response = await as.request('POST', `${path}${query}`, { body: sent, headers: { ...headers, ...key } })
        expect(description(method, pattern, response)).toEqual([])
        return response
      }
      const first = await send(body)
      expect(first.status, await first.clone().text()).toBeLessThan(changesOnce.refused.has(pattern) ? 500 : 300)
      const again = await send(body)
      expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([first.status, 'true'])
      expect(again.headers.get('location')).toBe(first.headers.get('location'))
      const [before, after] = await Promise.all([first, again].map(async (each) => withoutId(await each.text())))
      expect(after).toEqual(before)
      await expectProblem(await send(other, '?again=1'), 422, 'idempotency.mismatch')
    })
  }
}

/** A replayed problem has its own request id; everything else equals the first response. */
function withoutId(text: string): unknown {
  return text === '' ? '' : { ...(JSON.parse(text) as object), requestId: null }
}
