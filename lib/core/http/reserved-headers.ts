/** Request headers that only Next and we may set among ourselves; a client's are dropped. */
export const reservedHeaders = /^x-(?:lexai|middleware)-|^x-nonce$|^content-security-policy/

/** The page's path and query, set by middleware.ts, so that signing in leads back to it. */
export const pathHeader = 'x-lexai-path'
