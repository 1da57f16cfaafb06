import { defineRoute } from '#lib/core/http/route/define-route.ts'

// Responds to all other paths under /api/v1 with a 404 problem document, where Next would send an HTML page.
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/{path}', {})
