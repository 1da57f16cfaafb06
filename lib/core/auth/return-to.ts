/** The path to return to after signing in, restricted to this origin to prevent open redirects. Anything else becomes `fallback`. */
export function safeReturnTo(given: string | null | undefined, fallback = '/library'): string {
  if (!given || !/^\/(?![/\\])/.test(given) || given.length > 2048) return fallback
  const here = 'http://here.invalid'
  const url = URL.parse(given, here)
  if (!url || url.origin !== here || /^\/(sign-in|sign-up|api)(\/|$)/.test(url.pathname)) return fallback
  return `${url.pathname}${url.search}${url.hash}`
}
