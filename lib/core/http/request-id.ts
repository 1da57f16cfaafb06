const validRequestId = /^[A-Za-z0-9._~+/=-]{1,128}$/

/** The client's own request id where it is usable, so that its log and ours can be joined; else a fresh one. */
export function requestIdFrom(sent: string | null | undefined): string {
  return sent && validRequestId.test(sent) ? sent : crypto.randomUUID()
}
