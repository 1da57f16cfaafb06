import { AuthTitle } from '#components/auth/auth-frame.tsx'
import { DeadLink } from '#components/auth/dead-link.tsx'
import { NewPasswordForm } from '#components/auth/new-password-form.tsx'
import { findLink } from '#lib/users/queries.ts'

export const metadata = { title: 'Your invitation' }

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await findLink(token)
  if (link?.purpose !== 'invite') return <DeadLink />
  return (
    <>
      <AuthTitle title={`Welcome, ${link.name}`}>Choose a password for {link.email}, and you are in.</AuthTitle>
      <NewPasswordForm token={token} email={link.email} action="Set it and begin" />
    </>
  )
}
