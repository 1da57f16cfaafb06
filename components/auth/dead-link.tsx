import Link from 'next/link'
import { buttonClass } from '#components/ui/button-class.ts'
import { AuthTitle } from './auth-frame.tsx'

/** A mailed link that is used up, too old, or was never one. */
export function DeadLink({ action }: { action?: { href: string; label: string } }) {
  return (
    <>
      <AuthTitle title="That link no longer works">
        It was used already, has expired, or was replaced by a newer one.
      </AuthTitle>
      <div className="flex gap-2">
        {action && (
          <Link href={action.href} className={buttonClass('primary', 'large')}>
            {action.label}
          </Link>
        )}
        <Link href="/sign-in" className={buttonClass('secondary', 'large')}>
          Sign in
        </Link>
      </div>
    </>
  )
}
