import { quantile, withInstances } from './lexai-instances.ts'

const rounds = Number(process.env.LEXAI_BENCH_SIGN_INS ?? 200)
/** The limit is ten failures per address. */
const triesPerAddress = 10
const kinds = ['unknown address', 'wrong password', 'disabled', 'Google only'] as const
type Kind = (typeof kinds)[number]

/** Measures failed sign-ins of four kinds in random order. Their medians must not differ by more than 5 % (timing attacks). */
export async function benchSignIn(): Promise<void> {
  await withInstances(1, {}, async ([server]) => {
    const baseUrl = server?.baseUrl ?? ''
    const addresses = await makePeople()
    const times = new Map<Kind, number[]>(kinds.map((kind) => [kind, []]))
    await attempt(baseUrl, 'warm-up@example.com')
    for (let round = 0; round < rounds; round++) {
      for (const kind of shuffle(kinds)) {
        const email = addresses.get(kind)?.[Math.floor(round / triesPerAddress)] ?? ''
        const startedAt = performance.now()
        const status = await attempt(baseUrl, email)
        times.get(kind)?.push(performance.now() - startedAt)
        if (status !== 401) throw new Error(`${kind}: ${status} instead of 401`)
      }
    }
    const medians = kinds.map((kind) => quantile(times.get(kind) ?? [], 0.5))
    console.log(`sign-in: ${rounds} failures of each kind, interleaved; medians`)
    for (const [at, kind] of kinds.entries())
      console.log(`  ${kind.padEnd(16)} ${medians[at]?.toFixed(1).padStart(8)} ms`)
    const spread = Math.max(...medians) / Math.min(...medians) - 1
    console.log(`  apart by         ${(spread * 100).toFixed(2).padStart(8)} % (at most 5 %)`)
  })
}

async function makePeople(): Promise<Map<Kind, string[]>> {
  const { createUser } = await import('#tests/support/people.ts')
  const { hashPassword } = await import('#lib/core/auth/passwords.ts')
  const { db } = await import('#lib/core/db/client.ts')
  const password = await hashPassword('quiet lamp over rivers')
  const count = Math.ceil(rounds / triesPerAddress)
  const make = async (kind: Kind, at: number): Promise<string> => {
    const email = `${kind.replace(' ', '-').toLowerCase()}-${String(at).padStart(4, '0')}@example.com`
    if (kind === 'unknown address') return email
    const { id } = await createUser({ email })
    if (kind !== 'Google only') await db.passwordCredential.create({ data: { userId: id, ...password } })
    if (kind === 'disabled') await db.user.update({ where: { id }, data: { status: 'disabled' } })
    return email
  }
  const made = new Map<Kind, string[]>()
  for (const kind of kinds) made.set(kind, await Promise.all(Array.from({ length: count }, (_, at) => make(kind, at))))
  return made
}

let clients = 0
/** Sends each attempt from another client address, because the limit is a hundred failures per network. */
async function attempt(baseUrl: string, email: string): Promise<number> {
  clients++
  const response = await fetch(`${baseUrl}/api/v1/sessions`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Forwarded-For': `10.${clients >> 16}.${(clients >> 8) & 255}.${clients & 255}`,
    },
    body: JSON.stringify({ email, password: 'not the right one' }),
  })
  await response.arrayBuffer()
  return response.status
}

function shuffle<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}
