import { AuthTitle } from '#components/auth/auth-frame.tsx'
import { DeadLink } from '#components/auth/dead-link.tsx'
import { NewPasswordForm } from '#components/auth/new-password-form.tsx'
import { findLink } from '#lib/users/queries.ts'

export const metadata = { title: 'Set a new password' }

export default async function ResetTokenPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await findLink(token)
  if (link?.purpose !== 'reset') return <DeadLink action={{ href: '/reset', label: 'Ask for a new link' }} />
  return (
    <>
      <AuthTitle title="Set a new password">
        For {link.email}. Wherever this account is signed in, it will be signed out.
      </AuthTitle>
      <NewPasswordForm token={token} email={link.email} action="Set it and sign in" />
    </>
  )
}
