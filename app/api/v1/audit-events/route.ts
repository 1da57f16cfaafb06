import { exportAuditEvents, listAuditEvents } from '#lib/audit/queries.ts'
import { auditEventSchema, auditQuery } from '#lib/audit/schema.ts'
import { listSchema } from '#lib/core/http/lists/page.ts'
import { get } from '#lib/core/http/route/define-method.ts'
import { defineRoute } from '#lib/core/http/route/define-route.ts'
import { contentDisposition, page, textStream } from '#lib/core/http/route/reply.ts'

const csvType = 'text/csv; charset=utf-8'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/audit-events', {
  GET: get({
    summary: 'List audit events, newest first; the CSV contains all of them',
    access: 'audit:read',
    query: auditQuery,
    replies: {
      200: [
        { contentType: 'application/json', schema: listSchema(auditEventSchema) },
        { contentType: csvType, headers: ['Content-Disposition'] },
      ],
    },
    handler: async ({ principal, query, responseType }) => {
      if (responseType !== 'text/csv') return page(await listAuditEvents(principal, query))
      const disposition = contentDisposition('attachment', `audit-${new Date().toISOString().slice(0, 10)}.csv`)
      const headers = { 'Content-Disposition': disposition }
      return textStream(await exportAuditEvents(principal, query), csvType, headers)
    },
  }),
})
