import { z } from 'zod'
import { describeApi } from '#lib/core/http/openapi/document.ts'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute, type RouteHandler } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { errorCatalogue } from '#lib/errors.ts'

let description: Promise<unknown> | null = null

async function loadDocument(): Promise<unknown> {
  // Every route.ts is included, so that new routes are documented without being registered.
  const modules = import.meta.glob<{ GET: RouteHandler }>('../**/route.ts')
  const loaded = await Promise.all(Object.values(modules).map((load) => load()))
  return describeApi(
    loaded.map(({ GET }) => GET.route),
    errorCatalogue,
  )
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/openapi.json', {
  GET: get({
    summary: 'Get this OpenAPI document',
    access: 'public',
    replies: { 200: z.looseObject({ openapi: z.literal('3.1.1') }) },
    handler: async () => {
      description ??= loadDocument()
      return json(await description)
    },
  }),
})
