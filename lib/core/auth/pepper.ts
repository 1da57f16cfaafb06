import { randomBytes } from 'node:crypto'
import { db } from '#lib/core/db/client.ts'
import { decryptSecret, encryptSecret, needsReencryption } from './encryption.ts'

const purpose = 'pepper'
export type Pepper = { version: number; key: Buffer }

let loading: Promise<Map<number, Pepper>> | null = null

/** The pepper for new hashes. The first instance that needs one generates it. */
export async function currentPepper(): Promise<Pepper> {
  const newest = [...(await loadPeppers()).values()].at(-1)
  if (!newest) throw new Error('There is no pepper')
  return newest
}

/** The pepper with this version. For an unknown version, the current pepper, which does not match hashes of another version. */
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

/** Encrypts peppers again that were encrypted with an older AUTH_SECRET, so that it can be removed. Returns how many there were. */
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
