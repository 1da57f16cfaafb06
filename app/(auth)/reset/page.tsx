import { authMessages } from '#components/auth/messages.ts'
import { ResetRequestForm } from '#components/auth/reset-request-form.tsx'

export const metadata = { title: authMessages.resetRequest.title }

export default function ResetPage() {
  return <ResetRequestForm />
}
