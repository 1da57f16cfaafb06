import type { z } from 'zod'
import { decryptSecret } from '../auth/encryption.ts'
import type { EncryptedJob } from './encrypted-job.ts'
import { type HandledJob, handleJob } from './handle-job.ts'

/** Connects the job with its handler. A payload that cannot be decrypted or does not match the schema fails the job. */
export function handleEncryptedJob<Schema extends z.ZodType>(
  { job, schema }: EncryptedJob<Schema>,
  run: (payload: z.output<Schema>) => Promise<unknown>,
): HandledJob {
  return handleJob(job, ({ sealed }) =>
    run(schema.parse(JSON.parse(decryptSecret(Buffer.from(sealed, 'base64url'), job.name).toString()))),
  )
}
