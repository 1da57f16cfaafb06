import { withBaselineNext } from './baseline-next.ts'
import { benchCodings } from './http-codings.ts'
import { type Load, load, withServer } from './http-load.ts'
import { quantile, withInstances } from './lexai-instances.ts'

const rounds = 5
const roundSeconds = 2
/** The required throughput of an authenticated JSON read, relative to the Next.js baseline. */
const minRatio = 0.5

type Contender = { name: string; url: string; headers?: Record<string, string> }

/**
 * Measures a list of 25 MB in each content coding; then authenticated reads (200 and 304) of the user, a document and lists, interleaved with
 * a minimal Next.js handler and a node:http server that send the same bytes.
 */
export async function benchHttp(): Promise<void> {
  await benchCodings()
  await withInstances(1, {}, async ([server]) => {
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
    await withBaselineNext(bodies, async (bareUrls) => {
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

/** A user with an access token, forty documents and forty matters. */
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
  /** A new token for each path, because it is valid for five minutes and the benchmark takes longer. */
  const tokenHeaders = async () => ({ Authorization: `Bearer ${(await openApiSession(person)).accessToken}` })
  return { tokenHeaders, paths: ['/me', `/documents/${id}`, '/documents', '/matters'] }
}

/** Measures the contenders in interleaved rounds, so that other load on the machine affects all of them. */
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
    `  304 : 200 = ${share(notModified, full)}; 200 : bare Next = ${share(full, bareNext)} (at least ${minRatio}); 200 : bare Node = ${share(full, bareNode)}`,
  )
}
