import { Page } from '#components/layout/page.tsx'
import { MatterList } from '#components/matters/matter-list.tsx'

export const metadata = { title: 'Matters' }

export default function MattersPage() {
  return (
    <Page>
      <MatterList />
    </Page>
  )
}
