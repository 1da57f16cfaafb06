import Link from 'next/link'
import { buttonClass } from '#components/ui/button-class.ts'
import { AuthTitle } from './auth-frame.tsx'
import { authMessages } from './messages.ts'

const { invalidLink: messages } = authMessages

/** Shown for a link from an email that was used, has expired, or does not exist. */
export function InvalidLink({ action }: { action?: { href: string; label: string } }) {
  return (
    <>
      <AuthTitle title={messages.title}>{messages.about}</AuthTitle>
      <div className="flex gap-2">
        {action && (
          <Link href={action.href} className={buttonClass('primary', 'large')}>
            {action.label}
          </Link>
        )}
        <Link href="/sign-in" className={buttonClass('secondary', 'large')}>
          {messages.signIn}
        </Link>
      </div>
    </>
  )
}
