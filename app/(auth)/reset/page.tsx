import { ResetRequestForm } from '#components/auth/reset-request-form.tsx'

export const metadata = { title: 'Set a new password' }

export default function ResetPage() {
  return <ResetRequestForm />
}
