'use client'
import type { ReactNode } from 'react'
import { useMe } from '#components/layout/me.tsx'
import { adminPages } from '#components/layout/navigation.ts'
import { Page } from '#components/layout/page.tsx'
import { SectionTabs } from '#components/layout/section-tabs.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { Warnings } from '#lib/core/warnings.ts'
import { AdminWarnings } from './admin-warnings.tsx'
import { adminMessages } from './messages.ts'

export function AdminFrame({ warnings, children }: { warnings: Warnings; children: ReactNode }) {
  const { permissions } = useMe()
  return (
    <Page>
      <PageHeader title={adminMessages.title} />
      <SectionTabs label={adminMessages.title} pages={adminPages.filter(({ needs }) => permissions.includes(needs))} />
      <AdminWarnings {...warnings} />
      {children}
    </Page>
  )
}
