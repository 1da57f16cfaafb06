import type { z } from 'zod'

export type JobOptions = {
  /** Lower runs first; see priorities.ts. 0 by default. */
  priority?: number
  /** The maximum number of attempts; 25 by default, with exponential backoff. */
  maxAttempts?: number
  /** The schedule of a recurring job, as a line of graphile-worker's crontab without the name: `23 3 * * * ?fill=2d`. */
  schedule?: string
}

/** A kind of job, referred to by the code that enqueues it and by its handler. Importing it loads neither the runner nor the handler. */
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
