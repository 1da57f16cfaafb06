import { z } from 'zod'

/**
 * What may have changed. `access`: which matters and documents the reader may see, or what they may do; `account`: the reader's own;
 * `progress`: pages of documents were processed, which changes no list; `people`: the accounts that an administrator manages.
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

/** The event `changes`. It says what to read again, never what is there: each read is checked for access by itself. */
export const changesSchema = z.object({
  topics: z.array(z.enum(changeTopics)),
  documentIds: z
    .array(z.string())
    .nullable()
    .describe('Which documents, under the topic documents. Null: any may have changed.'),
})
export type ChangesBody = z.output<typeof changesSchema>
