/** What decides a page's policies. Runs at the edge, so it reads no settings itself. */
export type PageSecurity = {
  nonce: string
  publicOrigin: string
  /** Origins that a form of ours may lead to: the sign-in of another provider. */
  formTargets: readonly string[]
  /** `next dev` evaluates code it made and talks to the browser over a socket. */
  isDevelopment: boolean
}

const everyPage = {
  'X-Frame-Options': 'DENY',
  // Addresses hold mailed tokens and names of documents: no other site is told them.
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/**
 * The security headers of a page. Scripts run only with this answer's nonce, or when such a script loads them. Styles may be inline:
 * positions of menus and of marks on a page are style attributes.
 */
export function pageSecurityHeaders({
  nonce,
  publicOrigin,
  formTargets,
  isDevelopment,
}: PageSecurity): Record<string, string> {
  const isHttps = publicOrigin.startsWith('https:')
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ]
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    ...everyPage,
    ...(isHttps ? { 'Strict-Transport-Security': strictTransport } : {}),
  }
}

/** For HTML that middleware.ts does not see, such as a page that says 404 in the place of a file: it needs no scripts. */
export const plainPageHeaders: Record<string, string> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; " +
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  ...everyPage,
}

/** Two years; sent where the public origin is https, by every answer. */
export const strictTransport = 'max-age=63072000; includeSubDomains'

/** Pages that one may see without having signed in. Not a guard: pages ask who is there themselves. */
const openPages = /^\/(?:sign-in|sign-up|reset|invite|verify|problems|developers)(?:\/|$)|^\/$/

/** Where a visitor without a usable cookie goes to see `path`; null where that is the page itself. The return address is a path of ours. */
export function signInAddress(path: string, query: string): string | null {
  if (openPages.test(path)) return null
  return `/sign-in?returnTo=${encodeURIComponent(`${path}${query}`)}`
}
