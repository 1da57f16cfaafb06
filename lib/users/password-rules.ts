import { isCommonPassword } from '#lib/core/auth/common-passwords.ts'
import { AppError } from '#lib/core/errors.ts'

/** Throws `request.invalid` for a password that is among the first to be guessed. Length is the schema's part. */
export async function requireGoodPassword(password: string, pointer: string): Promise<void> {
  if (!(await isCommonPassword(password))) return
  const detail = 'This password is one of those tried first. Choose another; a few unrelated words do well.'
  throw new AppError('request.invalid', { errors: [{ pointer, code: 'password_common', detail }] })
}
