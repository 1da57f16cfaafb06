import type { ClientConfig } from 'pg'

const defaultTimeoutMs = 10_000

/**
 * What every connection of our own begins with. A host that accepts the connection and then stays silent fails after ten seconds,
 * or after the address's own `connect_timeout`, in seconds as libpq counts it.
 */
export function connectionConfig(databaseUrl: string, name: string): ClientConfig {
  const seconds = Number(URL.parse(databaseUrl)?.searchParams.get('connect_timeout') ?? 0)
  return {
    connectionString: databaseUrl,
    application_name: name,
    connectionTimeoutMillis: seconds > 0 ? seconds * 1000 : defaultTimeoutMs,
    keepAlive: true,
  }
}

/** Why a connection could not be opened, as part of a sentence. Never the address, which holds a password. */
export function connectionFailure(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException
  if (message === 'timeout expired') return 'the host did not answer in time'
  return message || code || 'the connection failed'
}
