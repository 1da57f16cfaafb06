import { request } from 'node:http'

/** A page as it comes over the wire, its policy taken apart. */
export type RawPage = {
  status: number
  headers: Headers
  html: string
  /** Directive to its sources. */
  policy: Map<string, string[]>
  /** The nonce that the policy names; empty where it names none. */
  nonce: string
}

/** Asks for a page as no browser would let a page ask: with any header, Host too, and the path as it stands. */
export async function openRaw(
  baseUrl: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<RawPage> {
  const { hostname, port } = new URL(baseUrl)
  const { promise, resolve, reject } = Promise.withResolvers<RawPage>()
  request({ hostname, port, path, method, headers, agent: false }, async (response) => {
    const html = Buffer.concat(await response.toArray()).toString()
    const fields = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    )
    resolve({ status: response.statusCode ?? 0, headers: new Headers(fields), html, ...policyOf(fields) })
  })
    .on('error', reject)
    .end()
  return promise
}

/** Of several policies a browser keeps all, and a reader would take the first for the only one: two are a failure. */
function policyOf(fields: [string, string][]): Pick<RawPage, 'policy' | 'nonce'> {
  const [text = '', ...others] = fields.filter(([name]) => name === 'content-security-policy').map(([, value]) => value)
  if (others.length > 0) throw new Error('More than one Content-Security-Policy')
  const directives = text.split(';').map((each) => each.trim().split(/\s+/))
  const policy = new Map(directives.map(([name = '', ...sources]) => [name, sources]))
  const nonce = /'nonce-([^']+)'/.exec(policy.get('script-src')?.join(' ') ?? '')?.[1] ?? ''
  return { policy, nonce }
}
