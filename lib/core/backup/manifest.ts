import { z } from 'zod'

/** The first entry of a backup: its contents, and the versions that it can be restored with. */
export const manifestSchema = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** The applied migrations: LexAI's by name, the job queue's by the latest number. */
  migrations: z.array(z.string()),
  jobsMigration: z.int(),
  tables: z.array(z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) })),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string() })),
  /** The stored files with their sizes. */
  files: z.array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number() })),
})
export type Manifest = z.output<typeof manifestSchema>
export type BackupTable = Manifest['tables'][number]

export const manifestName = 'manifest.json'
export const secretsName = 'secrets.json'

export function tableEntry({ schema, name }: BackupTable): string {
  return `database/${schema}.${name}.copy.gz`
}

export function fileEntry(sha256: string): string {
  return `files/${sha256}`
}
