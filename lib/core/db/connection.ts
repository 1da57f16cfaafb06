import type { ClientConfig } from 'pg'

const defaultTimeoutMs = 10_000

/**
 * The settings of every connection. `name` is its `application_name`. Connecting times out after ten seconds, or after the URL's
 * `connect_timeout` in seconds, as with libpq.
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

/** The reason why a connection could not be opened, as part of a sentence. Never contains the URL, because it includes a password. */
export function connectionFailure(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException
  if (message === 'timeout expired') return 'the host did not answer in time'
  return message || code || 'the connection failed'
}
