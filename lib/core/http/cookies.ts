type CookieLifetime = { maxAgeSeconds: number } | { expiresAt: Date }

/**
 * A Set-Cookie value for a cookie that only LexAI's own origin receives (RFC 6265). `Lax`, so that links in emails open with the
 * session. `value` must consist of characters that need no encoding, such as base64url. The package `cookie` would order the
 * attributes differently.
 */
export function serialiseCookie(name: string, value: string, lifetime: CookieLifetime, publicOrigin: string): string {
  const expiry =
    'expiresAt' in lifetime ? `Expires=${lifetime.expiresAt.toUTCString()}` : `Max-Age=${lifetime.maxAgeSeconds}`
  const secure = publicOrigin.startsWith('https:') ? '; Secure' : ''
  return `${name}=${value}; Path=/; ${expiry}; HttpOnly; SameSite=Lax${secure}`
}

/** With the prefix `__Host-` where the origin is https: browsers then accept the cookie only from this host and with `Secure`. */
export function cookieName(name: string, publicOrigin: string): string {
  return publicOrigin.startsWith('https:') ? `__Host-${name}` : name
}

/** The value of a cookie in a Cookie header; null where it is missing or empty. */
export function readCookie(cookieHeader: string | null, name: string): string | null {
  for (const pair of cookieHeader?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || null
  }
  return null
}
