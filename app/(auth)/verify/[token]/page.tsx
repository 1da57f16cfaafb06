import { AuthTitle } from '#components/auth/auth-frame.tsx'
import { InvalidLink } from '#components/auth/invalid-link.tsx'
import { authMessages } from '#components/auth/messages.ts'
import { VerifyForm } from '#components/auth/verify-form.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { env } from '#lib/core/env.ts'
import { findLink } from '#lib/users/queries.ts'

export const metadata = { title: authMessages.verification.pageTitle }

export default async function VerifyPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await findLink(token)
  if (link?.purpose !== 'registration') {
    return (
      <InvalidLink
        {...(env.signup === 'open'
          ? { action: { href: '/sign-up', label: authMessages.verification.signUpAgain } }
          : {})}
      />
    )
  }
  return (
    <>
      <AuthTitle title={authMessages.verification.title}>
        <FilledText text={authMessages.verification.about} values={{ email: link.email }} />
      </AuthTitle>
      <VerifyForm token={token} email={link.email} name={link.name} />
    </>
  )
}
