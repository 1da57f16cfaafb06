import { say } from './terminal.ts'

/** Makes the first admin where there is nobody yet. A password that was made here is shown this once. */
export async function ensureFirstAdmin(): Promise<void> {
  const { env } = await import('../../lib/core/env.ts')
  const { createFirstAdmin } = await import('../../lib/users/commands/create-first-admin.ts')
  const { adminEmail, adminPassword } = env
  const admin = await createFirstAdmin({
    ...(adminEmail && { email: adminEmail }),
    ...(adminPassword && { password: adminPassword }),
  })
  if (!admin) return
  if (admin.generatedPassword === null) return say(`The first admin is ${admin.email}, with the password you set.`)
  say('')
  say(`  Sign in as   ${admin.email}`)
  say(`  Password     ${admin.generatedPassword}`)
  say('')
  say('  This password is shown only now. You choose one of your own when you sign in.')
  say('')
}
