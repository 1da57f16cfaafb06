import { UserError } from '../../lib/core/db/user-error.ts'
import { AppError } from '../../lib/core/errors.ts'
import { storage } from '../../lib/core/storage/storage.ts'

/** Throws a UserError with the name of the setting if files cannot be stored. Call it after `openDatabase`, because it imports env.ts. */
export async function requireStorage(): Promise<void> {
  try {
    await storage.check()
  } catch (error) {
    // With a full disk, LexAI starts and serves reads.
    if (error instanceof AppError && error.code === 'storage.full') return
    const name = process.env.LEXAI_STORAGE_URL?.trim() ? 'LEXAI_STORAGE_URL' : 'LEXAI_DATA_DIR'
    const cause = error instanceof AppError ? error.cause : error
    const { code = 'no address of a folder' } = cause as NodeJS.ErrnoException
    throw new UserError(`${name} leads to no place where files can be stored (${code}).`)
  }
}
