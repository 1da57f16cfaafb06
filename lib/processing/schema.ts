import { z } from 'zod'
import { documentStatuses } from '#lib/documents/schema.ts'

/** One version in the queue, as whoever runs the server may see it. */
export const queueItemSchema = z.object({
  versionId: z.string(),
  documentId: z.string(),
  title: z.string().nullable().describe('Null where you are no member of the matter.'),
  status: z.enum(documentStatuses),
  pageCount: z.number().int().nullable(),
  pagesDone: z.number().int(),
  bytes: z.number().int(),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
})
export type QueueItem = z.output<typeof queueItemSchema>

export const queueSchema = z.object({
  counts: z.object({
    queued: z.number().int(),
    processing: z.number().int(),
    ready: z.number().int(),
    failed: z.number().int(),
  }),
  pagesPerMinute: z.number().int().describe('Pages stored in the last minute.'),
  isPaused: z.boolean().describe('Nothing is processed while the disk is full.'),
  /** What is read now, what waits longest, what failed last; a hundred of each at most. */
  items: z.array(queueItemSchema),
})
export type QueueBody = z.output<typeof queueSchema>
