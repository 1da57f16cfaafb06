import Link from 'next/link'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <EmptyState
        title="Nothing is here for you"
        actions={
          <Link href="/" className={buttonClass('primary')}>
            To the library
          </Link>
        }
      >
        The address is wrong, the thing is gone, or it is not yours to see.
      </EmptyState>
    </main>
  )
}
