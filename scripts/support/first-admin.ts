import { printLine } from './terminal.ts'

/** Creates the first administrator if there are no users, and prints a generated password once. */
export async function ensureFirstAdmin(): Promise<void> {
  const { env } = await import('../../lib/core/env.ts')
  const { createFirstAdmin } = await import('../../lib/users/commands/create-first-admin.ts')
  const { adminEmail, adminPassword } = env
  const admin = await createFirstAdmin({
    ...(adminEmail && { email: adminEmail }),
    ...(adminPassword && { password: adminPassword }),
  })
  if (!admin) return
  if (admin.generatedPassword === null)
    return printLine(`The first admin is ${admin.email}, with the password you set.`)
  printLine('')
  printLine(`  Sign in as   ${admin.email}`)
  printLine(`  Password     ${admin.generatedPassword}`)
  printLine('')
  printLine('  This password is shown only once. You choose your own password when you sign in.')
  printLine('')
}
