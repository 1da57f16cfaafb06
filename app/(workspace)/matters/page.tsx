import { Page } from '#components/layout/page.tsx'
import { MatterList } from '#components/matters/matter-list.tsx'
import { matterMessages } from '#components/matters/messages.ts'

export const metadata = { title: matterMessages.title }

export default function MattersPage() {
  return (
    <Page>
      <MatterList />
    </Page>
  )
}
