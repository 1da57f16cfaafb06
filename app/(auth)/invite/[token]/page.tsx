import { AuthTitle } from '#components/auth/auth-frame.tsx'
import { InvalidLink } from '#components/auth/invalid-link.tsx'
import { authMessages } from '#components/auth/messages.ts'
import { NewPasswordForm } from '#components/auth/new-password-form.tsx'
import { FilledText } from '#components/ui/filled-text.tsx'
import { findLink } from '#lib/users/queries.ts'

export const metadata = { title: authMessages.invitation.pageTitle }

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await findLink(token)
  if (link?.purpose !== 'invite') return <InvalidLink />
  return (
    <>
      <AuthTitle title={authMessages.invitation.title(link.name)}>
        <FilledText text={authMessages.invitation.about} values={{ email: link.email }} />
      </AuthTitle>
      <NewPasswordForm token={token} email={link.email} submitLabel={authMessages.invitation.submit} />
    </>
  )
}
