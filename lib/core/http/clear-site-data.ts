/**
 * Makes a browser delete cached responses and stored data of LexAI (W3C Clear Site Data). Sent at sign-out, and to a browser whose
 * session was revoked. Cookies are not cleared, because the theme cookie stays; the session cookie is deleted by Set-Cookie.
 */
export const clearSiteData = { 'Clear-Site-Data': '"cache", "storage"' } as const
