import type { ReactNode } from 'react'
import { settingsPages } from '#components/layout/navigation.ts'
import { Page } from '#components/layout/page.tsx'
import { SectionTabs } from '#components/layout/section-tabs.tsx'
import { settingsMessages } from '#components/settings/messages.ts'
import { PageHeader } from '#components/ui/page-header.tsx'

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <Page width="narrow">
      <PageHeader title={settingsMessages.title} />
      <SectionTabs label={settingsMessages.title} pages={settingsPages} />
      {children}
    </Page>
  )
}
