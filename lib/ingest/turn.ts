import { z } from 'zod'
import { noText } from './text-limits.ts'

const heading = z.object({ level: z.number(), label: z.string() })

/**
 * The payload of the job `ingest-version`: one turn at a document. Only the id must be there; the rest is what earlier turns found
 * out. Losing a turn costs time, never pages: what was saved says where to go on.
 */
export const turnSchema = z.object({
  versionId: z.uuid(),
  turn: z.int().min(1).default(1),
  /** Nobody waits for it: served behind everything else. */
  isBackground: z.boolean().default(false),
  /** The headings that stand above page `headingsAt`. */
  headings: z.array(heading).default([]),
  headingsAt: z.int().min(1).default(1),
  readMs: z.number().min(0).default(0),
  /** Pages that ran into a limit of time or memory, and pages that are damaged. */
  pagesGivenUp: z.int().min(0).default(0),
  pagesDamaged: z.int().min(0).default(0),
  text: z.object({ units: z.number(), words: z.number(), passages: z.number() }).default(noText),
})

export type Turn = z.infer<typeof turnSchema>
