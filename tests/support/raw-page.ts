import { request } from 'node:http'

/** The response of a page with its parsed Content-Security-Policy. */
export type RawPage = {
  status: number
  headers: Headers
  html: string
  /** The sources of each directive. */
  policy: Map<string, string[]>
  /** The nonce of the policy, or an empty string. */
  nonce: string
}

/** Requests a page with arbitrary headers, Host included, and the path unchanged, which no browser allows. */
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

/** Parses the policy. Throws where there are several, as a browser would enforce all of them. */
function policyOf(fields: [string, string][]): Pick<RawPage, 'policy' | 'nonce'> {
  const [text = '', ...others] = fields.filter(([name]) => name === 'content-security-policy').map(([, value]) => value)
  if (others.length > 0) throw new Error('More than one Content-Security-Policy')
  const directives = text.split(';').map((each) => each.trim().split(/\s+/))
  const policy = new Map(directives.map(([name = '', ...sources]) => [name, sources]))
  const nonce = /'nonce-([^']+)'/.exec(policy.get('script-src')?.join(' ') ?? '')?.[1] ?? ''
  return { policy, nonce }
}
