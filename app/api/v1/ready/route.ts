import { z } from 'zod'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'
import { checkReadiness } from '#lib/core/readiness.ts'

const readiness = z.object({ status: z.literal('ready'), checks: z.record(z.string(), z.enum(['ok', 'full'])) })

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/ready', {
  GET: get({
    summary: 'Check readiness: database, storage and job queue',
    access: 'public',
    replies: { 200: readiness },
    handler: async () => json(await checkReadiness(), { headers: { 'Cache-Control': 'no-store' } }),
  }),
})
