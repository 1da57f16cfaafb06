/**
 * Has a browser forget what it keeps of LexAI: answers in its cache, and what pages stored. Sent when a session ends, at sign-out and
 * to a browser whose session was ended elsewhere (W3C Clear Site Data). The cookie of the session is taken back by itself; the one
 * with the chosen theme stays.
 */
export const clearSiteData = { 'Clear-Site-Data': '"cache", "storage"' } as const
