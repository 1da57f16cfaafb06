import { Page } from '#components/layout/page.tsx'
import { Library } from '#components/library/library.tsx'
import { libraryMessages } from '#components/library/messages.ts'

export const metadata = { title: libraryMessages.title }

export default function LibraryPage() {
  return (
    <Page>
      <Library />
    </Page>
  )
}
