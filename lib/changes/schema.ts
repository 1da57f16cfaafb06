import { z } from 'zod'

/**
 * What may have changed. `access`: the matters, documents and actions that are available to the reader; `account`: the reader's account;
 * `progress`: the processing of documents, which does not affect lists; `people`: the accounts that an administrator manages.
 */
export const changeTopics = [
  'access',
  'account',
  'documents',
  'progress',
  'matters',
  'people',
  'sessions',
  'api-keys',
  'audit',
] as const
export type ChangeTopic = (typeof changeTopics)[number]

/** The event `changes`. It says what to read again, but contains no data, because each read checks access itself. */
export const changesSchema = z.object({
  topics: z.array(z.enum(changeTopics)),
  documentIds: z
    .array(z.string())
    .nullable()
    .describe('Which documents, under the topic documents. Null: any may have changed.'),
})
export type ChangesBody = z.output<typeof changesSchema>
