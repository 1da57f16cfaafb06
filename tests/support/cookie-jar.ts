/** An HTTP client that stores cookies per host and follows redirects, like a browser without scripts. */
export class CookieJar {
  readonly #cookies = new Map<string, Map<string, string>>()

  set(url: string, pair: string): void {
    const at = pair.indexOf('=')
    this.#of(url).set(pair.slice(0, at), pair.slice(at + 1))
  }

  get(url: string, name: string): string | null {
    return this.#of(url).get(name) ?? null
  }

  delete(url: string, name: string): void {
    this.#of(url).delete(name)
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#of(url)].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { Cookie: cookie } : {}) }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
      const isGone = attributes.some((attribute) => /^max-age=0$/i.test(attribute)) || pair.endsWith('=')
      if (isGone) this.delete(url, pair.slice(0, pair.indexOf('=')))
      else this.set(url, pair)
    }
    return response
  }

  /** Follows redirects until `stop` returns true or a response is no redirect. Gives the last URL and response. */
  async follow(
    url: string,
    stop: (url: string) => boolean = () => false,
  ): Promise<{ url: string; response: Response }> {
    let at = url
    for (let redirects = 0; redirects < 12; redirects++) {
      const response = await this.fetch(at)
      const location = response.headers.get('location')
      if (!location) return { url: at, response }
      at = new URL(location, at).href
      if (stop(at)) return { url: at, response }
    }
    throw new Error(`Too many redirects from ${url}`)
  }

  // Cookies are not separated by port, as in a browser, so both servers of a test share the cookies of "localhost".
  #of(url: string): Map<string, string> {
    const { hostname } = new URL(url)
    const known = this.#cookies.get(hostname) ?? new Map<string, string>()
    this.#cookies.set(hostname, known)
    return known
  }
}
