import { connection } from './connection.ts'

/**
 * For `placeholderData`: shows the previous result until the new one arrives. Not without a connection, where the previous result would
 * look like the new one until the connection is restored.
 */
export function keepPrevious<Data>(previous: Data | undefined): Data | undefined {
  return connection() === 'online' ? previous : undefined
}
