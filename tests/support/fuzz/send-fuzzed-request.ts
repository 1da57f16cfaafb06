import { Agent, type IncomingMessage, request } from 'node:http'
import { createDeletable } from '../deletable-resources.ts'
import { signIn } from '../people.ts'
import { fill, type RouteResources } from '../route-resources.ts'
import type { FuzzedRequest } from './fuzzed-requests.ts'

const timeoutMs = 30_000
const agent = new Agent({ keepAlive: true })

/** Sends fuzzed requests as several users, and signs a user in again whom a request has signed out. */
export class FuzzedRequestSender {
  readonly #baseUrl: string
  readonly #resources: RouteResources
  #cookie: string

  private constructor(baseUrl: string, resources: RouteResources, cookie: string) {
    this.#baseUrl = baseUrl
    this.#resources = resources
    this.#cookie = cookie
  }

  static async open(baseUrl: string, resources: RouteResources): Promise<FuzzedRequestSender> {
    return new FuzzedRequestSender(baseUrl, resources, (await signIn(resources.owner)).cookie)
  }

  /** The status and text of the response; of an event stream only its start. */
  async send(request: FuzzedRequest): Promise<{ status: number; text: string }> {
    const { method, query, headers, type, who } = request
    const search = new URLSearchParams(query.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]))
    const body = method === 'GET' || method === 'HEAD' ? null : request.body
    const url = `${this.#baseUrl}/api/v1${await this.#pathOf(request)}?${search}`
    const sent = {
      ...headers,
      ...this.#credential(who),
      // The rate limits that fuzzed requests consume must not affect the sign-ins of other tests.
      'X-Forwarded-For': `203.0.113.${query.length}`,
      ...(body !== null && type !== null ? { 'Content-Type': type } : {}),
      // For some methods Node sends a body without Content-Length.
      ...(body !== null ? { 'Content-Length': String(Buffer.byteLength(body)) } : {}),
    }
    const response = await exchange(url, method, sent, body)
    const { statusCode: status = 0 } = response
    if (status === 401 && who === 'cookie') this.#cookie = (await signIn(this.#resources.owner)).cookie
    const isStream = response.headers['content-type'] === 'text/event-stream'
    if (isStream) response.destroy()
    return { status, text: isStream ? '' : Buffer.concat(await response.toArray()).toString() }
  }

  async #pathOf({ method, pattern, parts }: FuzzedRequest): Promise<string> {
    const isOwn = Object.values(parts).every((part) => part === null)
    const deletable = method === 'DELETE' && isOwn ? await createDeletable(pattern, this.#resources) : null
    if (deletable) return deletable
    const completed = pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const part = parts[name]
      return typeof part === 'string' ? encodeURIComponent(part.toWellFormed()) || 'x' : whole
    })
    return fill(completed, this.#resources)
  }

  #credential(who: FuzzedRequest['who']): Record<string, string> {
    const key = { Authorization: `Bearer ${this.#resources.key}` }
    const cookie = { Cookie: this.#cookie, 'Sec-Fetch-Site': 'same-origin' }
    return { key, cookie, none: {}, both: { ...key, ...cookie }, malformed: { Authorization: 'Bearer a.b.\xff' } }[who]
  }
}

/** Uses node:http, which sends headers and paths that fetch refuses. */
function exchange(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: string | null,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent, signal: AbortSignal.timeout(timeoutMs) }, resolve)
    outgoing.on('error', reject)
    outgoing.end(body ?? undefined)
  })
}
