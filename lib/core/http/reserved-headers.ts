/** Request headers for internal use between the middleware, Next and the pages. server.ts removes them from client requests. */
export const reservedHeaders = /^x-(?:lexai|middleware)-|^x-nonce$|^content-security-policy/

/** Path and query of the requested page, set by middleware.ts, so that sign-in can return to it. */
export const pathHeader = 'x-lexai-path'
