const validRequestId = /^[A-Za-z0-9._~+/=-]{1,128}$/

/** The request id that the client sent, if it is valid, so that logs on both sides can be correlated; else a new UUID. */
export function requestIdFrom(sent: string | null | undefined): string {
  return sent && validRequestId.test(sent) ? sent : crypto.randomUUID()
}
