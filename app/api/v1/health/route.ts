import { z } from 'zod'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { json } from '#lib/core/http/route/reply.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/health', {
  GET: get({
    summary: 'Check liveness',
    access: 'public',
    replies: { 200: z.object({ status: z.literal('ok') }) },
    handler: () => json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } }),
  }),
})
