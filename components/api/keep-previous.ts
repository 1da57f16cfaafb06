import { connection } from './connection.ts'

/**
 * For `placeholderData`: shows the answer to the previous question until there is one to the new. Not without a connection, where it
 * would stand there as the answer to the new one for as long as that lasts.
 */
export function keepPrevious<Data>(previous: Data | undefined): Data | undefined {
  return connection() === 'online' ? previous : undefined
}
