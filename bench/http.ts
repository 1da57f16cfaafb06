import { withBareNext } from './bare-next.ts'
import { benchCodings } from './http-codings.ts'
import { type Load, load, withServer } from './http-load.ts'
import { quantile, withLexais } from './lexai-pair.ts'

const rounds = 5
const roundSeconds = 2
/** What the authenticated JSON read owes to the bare Next handler. */
const leastShare = 0.5

type Contender = { name: string; url: string; headers?: Record<string, string> }

/**
 * A list of 25 MB in each coding; then reads by somebody with a token, 200 and 304, of oneself, of a document and of a list, in
 * turns with a bare Next handler and a bare Node server that answer the same bytes.
 */
export async function benchHttp(): Promise<void> {
  await benchCodings()
  await withLexais(1, {}, async ([server]) => {
    const api = `${server?.baseUrl}/api/v1`
    const { tokenHeaders, paths } = await prepare(api)
    const headers = await tokenHeaders()
    const bodies: string[] = []
    const tags: string[] = []
    for (const path of paths) {
      const first = await fetch(`${api}${path}`, { headers })
      bodies.push(await first.text())
      tags.push(first.headers.get('etag') ?? '')
    }
    await withBareNext(bodies, async (bareUrls) => {
      for (const [at, path] of paths.entries()) {
        const url = `${api}${path}`
        const headers = await tokenHeaders()
        await withServer(
          (_request, response) => response.setHeader('Content-Type', 'application/json').end(bodies[at]),
          (bareNode) =>
            compare(path.replace(/[0-9a-f-]{36}/, '{id}'), [
              { name: '200', url, headers },
              { name: '304', url, headers: { ...headers, 'If-None-Match': tags[at] ?? '' } },
              { name: 'bare Next handler', url: bareUrls[at] ?? '' },
              { name: 'bare Node server', url: bareNode },
            ]),
        )
      }
    })
  })
}

/** Somebody with a token, forty documents and as many matters. */
async function prepare(api: string) {
  const { createUser, openApiSession } = await import('#tests/support/people.ts')
  const { createApiClient } = await import('#tests/support/api.ts')
  const { createMatter, uploadPdf } = await import('#tests/support/documents.ts')
  const person = await createUser()
  const as = await createApiClient(new URL(api).origin, await openApiSession(person))
  let id = ''
  for (let n = 0; n < 40; n++) {
    await createMatter(as, `Matter ${n}`)
    id = (await uploadPdf(as, { title: `Agreement ${n}`, wait: false })).id
  }
  /** A fresh one: it lasts five minutes, and the whole takes longer. */
  const tokenHeaders = async () => ({ Authorization: `Bearer ${(await openApiSession(person)).accessToken}` })
  return { tokenHeaders, paths: ['/me', `/documents/${id}`, '/documents', '/matters'] }
}

/** Each in its turn, several times over, so that what else the machine does falls on all of them. */
async function compare(name: string, contenders: Contender[]): Promise<void> {
  const measured = new Map(contenders.map((contender) => [contender, [] as Load[]]))
  for (let round = 0; round < rounds; round++) {
    for (const [{ url, headers = {} }, loads] of measured) {
      loads.push(await load(url, { headers, seconds: roundSeconds, warmUpSeconds: round === 0 ? 2 : 0.2 }))
    }
  }
  console.log(`${name}: medians of ${rounds} rounds: requests per second, p50, p99, bytes of an answer`)
  const median = (loads: Load[], of: keyof Load) =>
    quantile(
      loads.map((each) => each[of]),
      0.5,
    )
  for (const [{ name: who }, loads] of measured) {
    const rate = median(loads, 'requestsPerSecond').toFixed(0).padStart(7)
    const times = `${median(loads, 'p50Ms').toFixed(1).padStart(7)} ms ${median(loads, 'p99Ms').toFixed(1).padStart(7)} ms`
    console.log(`  ${who.padEnd(20)} ${rate} ${times} ${median(loads, 'bytesPerAnswer').toFixed(0).padStart(8)}`)
  }
  const [full, notModified, bareNext, bareNode] = [...measured.values()].map((loads) =>
    median(loads, 'requestsPerSecond'),
  )
  const share = (of: number | undefined, to: number | undefined) => ((of ?? 0) / (to ?? 1)).toFixed(2)
  console.log(
    `  304 : 200 = ${share(notModified, full)}; 200 : bare Next = ${share(full, bareNext)} (at least ${leastShare}); 200 : bare Node = ${share(full, bareNode)}`,
  )
}
