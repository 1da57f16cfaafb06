import { randomBytes } from 'node:crypto'
import { db } from '#lib/core/db/client.ts'
import { decryptSecret, encryptSecret, needsReencryption } from './encryption.ts'

const purpose = 'pepper'
export type Pepper = { version: number; key: Buffer }

let loading: Promise<Map<number, Pepper>> | null = null

/** The pepper that new hashes get. Made once, by whichever instance comes first. */
export async function currentPepper(): Promise<Pepper> {
  const newest = [...(await loadPeppers()).values()].at(-1)
  if (!newest) throw new Error('There is no pepper')
  return newest
}

/** The pepper of that version; the current one where it is unknown, with which no hash of another version can match. */
export async function findPepper(version: number): Promise<Pepper> {
  return (await loadPeppers()).get(version) ?? currentPepper()
}

function loadPeppers(): Promise<Map<number, Pepper>> {
  loading ??= read().catch((error) => {
    loading = null
    throw error
  })
  return loading
}

async function read(): Promise<Map<number, Pepper>> {
  await db.pepper.createMany({
    data: { version: 1, encrypted: encryptSecret(randomBytes(32), purpose) },
    skipDuplicates: true,
  })
  const rows = await db.pepper.findMany({ orderBy: { version: 'asc' } })
  return new Map(rows.map((row) => [row.version, { version: row.version, key: decryptSecret(row.encrypted, purpose) }]))
}

/** Seals again what an older AUTH_SECRET sealed, so that the older one can go. */
export async function reencryptPeppers(): Promise<number> {
  const stale = (await db.pepper.findMany()).filter((row) => needsReencryption(row.encrypted))
  for (const { version, encrypted } of stale) {
    await db.pepper.update({
      where: { version },
      data: { encrypted: encryptSecret(decryptSecret(encrypted, purpose), purpose) },
    })
  }
  return stale.length
}
