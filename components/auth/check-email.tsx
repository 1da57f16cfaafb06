import { MailCheck } from 'lucide-react'
import Link from 'next/link'
import { FilledText } from '#components/ui/filled-text.tsx'
import { AuthTitle } from './auth-frame.tsx'
import { authMessages } from './messages.ts'

const { checkEmail: messages } = authMessages

/** Shown after each request that is answered by email. It does not reveal whether the address has an account. */
export function CheckEmail({ email }: { email: string }) {
  return (
    <div role="status">
      <MailCheck aria-hidden="true" className="mb-4 size-8 stroke-[1.25] text-accent" />
      <AuthTitle title={messages.title}>
        <FilledText
          text={messages.about}
          values={{ email: <strong className="font-medium text-ink">{email}</strong> }}
        />
      </AuthTitle>
      <Link href="/sign-in" className="font-medium text-accent underline-offset-4 hover:underline">
        {messages.back}
      </Link>
    </div>
  )
}
