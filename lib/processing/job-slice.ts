import { z } from 'zod'
import { defineJob } from '#lib/core/jobs/define-job.ts'
import { noText } from './text-limits.ts'

/**
 * The payload of a job slice: a stretch of processing one version, of at most `processingLimits.sliceMs`. Only the id is required; the rest is
 * what earlier slices measured. Losing a slice loses time, never pages: the rows say where to continue.
 */
export const jobSliceSchema = z.object({
  versionId: z.uuid(),
  /** Whose share of the queue the job counts for: see fair-priority.ts. */
  share: z.string().optional(),
  slice: z.int().min(1).default(1),
  /** Nobody waits for the result: served behind everything else. */
  isBackground: z.boolean().default(false),
  /** The time that extraction has taken so far. */
  extractMs: z.number().min(0).default(0),
  /** Pages that exceeded a limit of time or memory, and pages that are damaged. */
  pagesTooComplex: z.int().min(0).default(0),
  pagesDamaged: z.int().min(0).default(0),
  text: z.object({ units: z.number(), words: z.number(), passages: z.number() }).default(noText),
})
export type JobSlice = z.output<typeof jobSliceSchema>

export const processVersionJob = defineJob('process-version', jobSliceSchema)
