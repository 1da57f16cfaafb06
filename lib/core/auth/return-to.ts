/** A path of our own to go back to after signing in. Anything that could lead elsewhere becomes the library. */
export function safeReturnTo(given: string | null | undefined, fallback = '/library'): string {
  if (!given || !/^\/(?![/\\])/.test(given) || given.length > 2048) return fallback
  const here = 'http://here.invalid'
  const url = URL.parse(given, here)
  if (!url || url.origin !== here || /^\/(sign-in|sign-up|api)(\/|$)/.test(url.pathname)) return fallback
  return `${url.pathname}${url.search}${url.hash}`
}
