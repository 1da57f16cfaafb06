import { defineRoute } from '#lib/core/http/route/define-route.ts'

// Everything under /api/v1 that no other route takes: a problem, where Next would answer with a page.
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/{path}', {})
