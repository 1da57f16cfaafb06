import { isWeakPassword } from '#lib/core/auth/password-strength.ts'
import { AppError } from '#lib/core/errors.ts'

/**
 * Throws `request.invalid` at `pointer` for a password that is easy to guess, also with the user's address and name. The schema checks its
 * length.
 */
export async function requireStrongPassword(
  password: string,
  pointer: string,
  person: { email: string; name: string },
): Promise<void> {
  if (!(await isWeakPassword(password, [person.email, person.name]))) return
  const detail =
    'This password is easy to guess: it is common, a date, the product’s name, or your own name. Choose another one, such as a few unrelated words.'
  throw new AppError('request.invalid', { errors: [{ pointer, code: 'password_common', detail }] })
}
