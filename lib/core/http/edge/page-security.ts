/** What the policies of a page depend on. Passed in, because the edge runtime cannot read env.ts. */
export type PageSecurity = {
  nonce: string
  publicOrigin: string
  /** Other origins that a form may redirect to: that of an identity provider. */
  formTargets: readonly string[]
  /** `next dev` needs eval and a WebSocket connection. */
  isDevelopment: boolean
}

const everyPage = {
  'X-Frame-Options': 'DENY',
  // URLs contain tokens and document names that no other site may see.
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/**
 * The security headers of a page. Scripts need the response's nonce or must be loaded by a script that has it. Inline styles are
 * allowed, because menus and highlights are positioned by style attributes.
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
    ...(isHttps ? { 'Strict-Transport-Security': strictTransportSecurity } : {}),
  }
}

/** The same for HTML that bypasses middleware.ts and needs no scripts, such as the 404 page of a static file. */
export const scriptlessPageHeaders: Record<string, string> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; " +
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  ...everyPage,
}

/** Two years. Sent with every response where the public origin uses https. */
export const strictTransportSecurity = 'max-age=63072000; includeSubDomains'

/** Pages that need no session. This only decides about redirects: every page authorises its requests itself. */
const publicPages = /^\/(?:sign-in|sign-up|reset|invite|verify|problems|developers)(?:\/|$)|^\/$/

/** The sign-in page that returns to `path` afterwards; null for a page that needs no session. */
export function signInPath(path: string, query: string): string | null {
  if (publicPages.test(path)) return null
  return `/sign-in?returnTo=${encodeURIComponent(`${path}${query}`)}`
}
