import { AppError } from '../errors.ts'

/** No space, a quota used up, or a file larger than the volume takes. */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
/** A volume that is gone, read-only, broken, or not ours to write to; a process that has as many files open as it may. */
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
 * A failure of the file system as the error that clients are told: `storage.full`, `storage.unavailable` or `storage.file_missing`.
 * Anything else, an AppError as well, is given back as it is.
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

/** Runs work on the file system and throws its failures as `toStorageFailure` names them. */
export async function namingFailures<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toStorageFailure(error)
  }
}
