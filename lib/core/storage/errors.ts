import { defineErrors } from '../define-errors.ts'

export const storageErrors = defineErrors({
  'storage.full': {
    status: 507,
    title: 'The server has no free disk space',
    help: 'Nothing was stored. Ask the administrator of this server to free disk space, then try again.',
  },
  'storage.unavailable': {
    status: 503,
    title: 'The file storage is unavailable',
    help: 'Wait for the number of seconds in the Retry-After header. If the error persists, give the request ID to the administrator of this server.',
  },
  'storage.file_missing': {
    status: 500,
    title: 'The stored file is missing',
    help: 'Ask the administrator of this server to restore it from a backup, or upload it again.',
  },
})
