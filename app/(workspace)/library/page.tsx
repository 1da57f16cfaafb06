import { Page } from '#components/layout/page.tsx'
import { Library } from '#components/library/library.tsx'

export const metadata = { title: 'Library' }

export default function LibraryPage() {
  return (
    <Page>
      <Library />
    </Page>
  )
}
