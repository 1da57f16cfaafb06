import Link from 'next/link'
import { layoutMessages } from '#components/layout/messages.ts'
import { buttonClass } from '#components/ui/button-class.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'

const { notFound: messages } = layoutMessages

export const metadata = { title: messages.pageTitle }

export default function NotFound() {
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <EmptyState
        title={messages.title}
        actions={
          <Link href="/" className={buttonClass('primary')}>
            {messages.toLibrary}
          </Link>
        }
      >
        {messages.text}
      </EmptyState>
    </main>
  )
}
