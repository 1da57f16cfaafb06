import { isWeakPassword } from '#lib/core/auth/password-strength.ts'
import { AppError } from '#lib/core/errors.ts'

/**
 * Throws `request.invalid` for a password that is among the first to be guessed, also by who knows the person's address and name.
 * Length is the schema's part.
 */
export async function requireStrongPassword(
  password: string,
  pointer: string,
  person: { email: string; name: string },
): Promise<void> {
  if (!(await isWeakPassword(password, [person.email, person.name]))) return
  const detail =
    'This password is one of those guessed first: a common one, a date, the product’s name, or your own. Choose another; a few unrelated words do well.'
  throw new AppError('request.invalid', { errors: [{ pointer, code: 'password_common', detail }] })
}
