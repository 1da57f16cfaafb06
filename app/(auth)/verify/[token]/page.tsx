import { AuthTitle } from '#components/auth/auth-frame.tsx'
import { DeadLink } from '#components/auth/dead-link.tsx'
import { VerifyForm } from '#components/auth/verify-form.tsx'
import { env } from '#lib/core/env.ts'
import { findLink } from '#lib/users/queries.ts'

export const metadata = { title: 'Confirm your address' }

export default async function VerifyPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await findLink(token)
  if (link?.purpose !== 'registration') {
    return <DeadLink {...(env.signup === 'open' ? { action: { href: '/sign-up', label: 'Start again' } } : {})} />
  }
  return (
    <>
      <AuthTitle title="Choose a password">This makes the account for {link.email}, and signs you in.</AuthTitle>
      <VerifyForm token={token} email={link.email} name={link.name} />
    </>
  )
}
