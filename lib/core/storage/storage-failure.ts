import { AppError } from '../errors.ts'

/** No space left, quota exceeded, or a file too large for the file system. */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
/** A volume that is missing, read-only, faulty or not writable, or a process at its limit of open files. */
const unavailableCodes = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'EIO',
  'ENXIO',
  'ENODEV',
  'ESTALE',
  'ENOTDIR',
  'ELOOP',
  'EBUSY',
  'EMFILE',
  'ENFILE',
  'ENOTCONN',
  'EHOSTDOWN',
])

/**
 * Converts a file system error to the AppError that clients receive: `storage.full`, `storage.unavailable` or `storage.file_missing`.
 * Returns any other error, including an AppError, unchanged.
 */
export function toStorageFailure(error: unknown): unknown {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException
  if (error instanceof AppError || typeof code !== 'string') return error
  if (fullCodes.has(code)) return new AppError('storage.full', { cause: error })
  if (unavailableCodes.has(code)) {
    return new AppError('storage.unavailable', { cause: error, headers: { 'Retry-After': '5' } })
  }
  if (code === 'ENOENT' && syscall !== 'spawn') return new AppError('storage.file_missing', { cause: error })
  return error
}

/** Runs file system work and converts its errors with toStorageFailure. */
export async function withStorageErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toStorageFailure(error)
  }
}
