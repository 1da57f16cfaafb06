import { z } from 'zod'
import { defineRoute, type RouteHandler } from '#lib/core/http/define-route.ts'
import { describeApi } from '#lib/core/http/openapi.ts'
import { json } from '#lib/core/http/reply.ts'
import { errorCatalogue } from '#lib/errors.ts'

let description: Promise<unknown> | null = null

async function loadDocument(): Promise<unknown> {
  // Every route.ts there is: a new one is in the document by being there.
  const modules = import.meta.glob<{ GET: RouteHandler }>('../**/route.ts')
  const loaded = await Promise.all(Object.values(modules).map((load) => load()))
  return describeApi(
    loaded.map(({ GET }) => GET.route),
    errorCatalogue,
  )
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/openapi.json', {
  GET: {
    summary: 'This document',
    access: 'public',
    replies: { 200: z.looseObject({ openapi: z.literal('3.1.1') }) },
    handler: async () => {
      description ??= loadDocument()
      return json(await description)
    },
  },
})
