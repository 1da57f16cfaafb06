import { defineErrors } from '../define-errors.ts'

export const databaseErrors = defineErrors({
  'database.unavailable': {
    status: 503,
    title: 'The database is unavailable',
    help: 'Wait for the number of seconds in the Retry-After header. If the error persists, give the request ID to the administrator of this server.',
  },
})
