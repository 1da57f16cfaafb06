import { GoogleAccounts } from '#components/settings/google-accounts.tsx'
import { settingsMessages } from '#components/settings/messages.ts'
import { PasswordForm } from '#components/settings/password-form.tsx'
import { ProfileForm } from '#components/settings/profile-form.tsx'
import { env } from '#lib/core/env.ts'

export const metadata = { title: settingsMessages.pageTitles.profile }

export default function ProfilePage() {
  return (
    <div className="flex flex-col gap-12">
      <ProfileForm />
      <PasswordForm />
      <GoogleAccounts canLink={env.google !== null} />
    </div>
  )
}
