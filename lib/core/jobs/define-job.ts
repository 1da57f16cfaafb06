import type { z } from 'zod'

export type JobOptions = {
  /** Lower runs first; see priorities.ts. 0 by default. */
  priority?: number
  /** How often the job is run in all when it fails; 25 by default, with growing delays. */
  maxAttempts?: number
  /** When the job is run by itself, in the form of graphile-worker's crontab without the name: `23 3 * * * ?fill=2d`. */
  schedule?: string
}

/** A kind of job: what enqueues it and what runs it both refer to this. Importing it loads neither the job runner nor the handler. */
export type Job<Schema extends z.ZodType = z.ZodType> = { name: string; schema: Schema; options: JobOptions }

/**
 * Declares a kind of job under the name that it has in the queue; renaming one needs a migration. `schema` checks the payload when the
 * job is run: its defaults allow for payloads that an earlier release enqueued.
 */
export function defineJob<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  options: JobOptions = {},
): Job<Schema> {
  return { name, schema, options }
}
