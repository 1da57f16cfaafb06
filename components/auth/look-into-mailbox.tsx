import { MailCheck } from 'lucide-react'
import Link from 'next/link'
import { AuthTitle } from './auth-frame.tsx'

/** The end of every request that is answered by mail. It does not tell whether the address is known. */
export function LookIntoMailbox({ email }: { email: string }) {
  return (
    <div role="status">
      <MailCheck aria-hidden="true" className="mb-4 size-8 stroke-[1.25] text-accent" />
      <AuthTitle title="Look into your mailbox">
        If this can be done for <strong className="font-medium text-ink">{email}</strong>, a mail with a link is on its
        way. It works once, and not for long.
      </AuthTitle>
      <Link href="/sign-in" className="font-medium text-accent underline-offset-4 hover:underline">
        Back to signing in
      </Link>
    </div>
  )
}
