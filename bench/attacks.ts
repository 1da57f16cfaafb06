import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { buildIfNeeded } from '#scripts/support/build.ts'
import { makePage, makeVocabulary, seeded } from './generated-text.ts'
import { quantile, withLexais } from './lexai-pair.ts'

export const attackNames = [
  'nothing',
  'Accept of 15,500 spaces',
  'part header of 1 MB',
  '2.7 MB of empty parts',
  'PDFs of 23 MB of text',
  'aborted page images',
  '30 parallel searches of 32 words',
  '120 parallel searches of 32 words',
  '100 parallel sign-ins',
  '500 event streams',
  '40 documents to process',
  '222 dripping bodies',
] as const
export type AttackName = (typeof attackNames)[number]

/** What an attacker has: a person of their own with some of their things, and files to send. */
export type AttackPlan = {
  name: AttackName
  baseUrl: string
  headers: Record<string, string>
  documents: { slowToDraw: string; waiting: string }
  email: string
  textBomb: Uint8Array
  longPdf: Uint8Array
}

const seconds = Number(process.env.LEXAI_BENCH_SECONDS ?? 12)
const mostMs = 500
const corpus = 60

/**
 * How long another person waits for `GET /me` and for their list of documents while an attack runs, each for some seconds, against
 * the same without one.
 */
export async function benchAttacks(): Promise<void> {
  await buildIfNeeded('.next', () => console.log('Building the app first; that is not measured.'))
  await withLexais(1, { LEXAI_WORKERS: '1', LEXAI_LOG_LEVEL: 'error' }, async ([instance]) => {
    if (!instance) throw new Error('No LexAI was started')
    const { createUser, openApiSession } = await import('#tests/support/people.ts')
    const { uploadPdf } = await import('#tests/support/documents.ts')
    const { createApiClient } = await import('#tests/support/api.ts')
    const { db } = await import('#lib/core/db/client.ts')
    const { makePdf, sharedTextPdf, slowToDrawPdf } = await import('#tests/support/made-pdf.ts')
    const [attacker, other] = [await createUser(), await createUser()]
    const [attackers, others] = [await openApiSession(attacker), await openApiSession(other)]
    const [asAttacker, asOther] = [
      await createApiClient(instance.baseUrl, attackers),
      await createApiClient(instance.baseUrl, others),
    ]
    const vocabulary = makeVocabulary(5000)
    const contract = (seed: number) => {
      const random = seeded(seed + 1)
      const pages = Array.from({ length: 20 }, (_, page) => ({
        lines: linesOf(makePage(random, vocabulary.pick, page + 1)),
      }))
      return makePdf(pages)
    }
    for (let n = 0; n < corpus; n++) {
      await uploadPdf(n % 2 === 0 ? asAttacker : asOther, {
        bytes: new Uint8Array(await contract(n)),
        wait: n > corpus - 3,
      })
    }
    const slow = await uploadPdf(asAttacker, { bytes: new Uint8Array(slowToDrawPdf()) })
    // A document that stays unread: its event streams stay open.
    const waiting = await uploadPdf(asAttacker, {})
    await db.documentVersion.updateMany({ where: { documentId: waiting.id }, data: { status: 'queued' } })
    const plan = {
      baseUrl: instance.baseUrl,
      headers: { Authorization: `Bearer ${attackers.accessToken}` },
      documents: { slowToDraw: slow.id, waiting: waiting.id },
      email: other.email,
      textBomb: sharedTextPdf(300, 500),
      longPdf: await contract(1000),
    }
    const waits = async (path: string) => {
      const startedAt = performance.now()
      await (await asOther.get(path)).arrayBuffer()
      return performance.now() - startedAt
    }
    const figures: Record<string, Record<string, string>> = {}
    for (const name of attackNames) {
      const options = { workerData: { ...plan, name }, stderr: true }
      const worker = new Worker(new URL('./attackers.ts', import.meta.url), options)
      worker.on('error', (error) => console.error(name, error))
      // What the attack needs to reach its full size.
      await delay(1500)
      const measured = { me: [] as number[], list: [] as number[] }
      for (const end = performance.now() + seconds * 1000; performance.now() < end; await delay(10)) {
        measured.me.push(await waits('/me'))
        measured.list.push(await waits('/documents'))
      }
      await worker.terminate()
      const all = [...measured.me, ...measured.list]
      figures[name] = {
        'me p50 ms': quantile(measured.me, 0.5).toFixed(1),
        'me p99 ms': quantile(measured.me, 0.99).toFixed(1),
        'list p50 ms': quantile(measured.list, 0.5).toFixed(1),
        'list p99 ms': quantile(measured.list, 0.99).toFixed(1),
        requests: String(all.length),
        [`p99 below ${mostMs} ms`]: quantile(all, 0.99) < mostMs ? 'yes' : 'NO',
      }
      // What the attack left in the queues is worked off before the next is measured.
      for (let quiet = 0; quiet < 3; quiet = (await waits('/documents')) < 100 ? quiet + 1 : 0) await delay(500)
    }
    console.log(`attacks: what another person waits for while one runs, ${seconds} s each`)
    console.table(figures)
  })
}

/** As many as fit on a page, of ninety characters at most. */
function linesOf(text: string): string[] {
  return (text.match(/\S[^\n]{0,88}(?=\s|$)/g) ?? []).slice(0, 36)
}
