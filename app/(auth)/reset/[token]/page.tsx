import { AuthTitle } from '#components/auth/auth-frame.tsx'
import { InvalidLink } from '#components/auth/invalid-link.tsx'
import { authMessages } from '#components/auth/messages.ts'
import { NewPasswordForm } from '#components/auth/new-password-form.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { findLink } from '#lib/users/queries.ts'

export const metadata = { title: authMessages.reset.title }

export default async function ResetTokenPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await findLink(token)
  if (link?.purpose !== 'reset')
    return <InvalidLink action={{ href: '/reset', label: authMessages.reset.requestNewLink }} />
  return (
    <>
      <AuthTitle title={authMessages.reset.title}>
        <FilledText text={authMessages.reset.about} values={{ email: link.email }} />
      </AuthTitle>
      <NewPasswordForm token={token} email={link.email} submitLabel={authMessages.reset.submit} />
    </>
  )
}
