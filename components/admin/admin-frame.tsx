'use client'
import type { ReactNode } from 'react'
import { useMe } from '#components/layout/me.tsx'
import { adminPages } from '#components/layout/navigation.ts'
import { Page } from '#components/layout/page.tsx'
import { SectionTabs } from '#components/layout/section-tabs.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

/** `unlistedProxies`: addresses that sent X-Forwarded-For without being trusted to. */
export function AdminFrame({ unlistedProxies, children }: { unlistedProxies: string[]; children: ReactNode }) {
  const { permissions } = useMe()
  return (
    <Page>
      <PageHeader title="Admin" />
      <SectionTabs label="Admin" pages={adminPages.filter(({ needs }) => permissions.includes(needs))} />
      {unlistedProxies.length > 0 && (
        <Notice tone="amber" className="mb-6">
          Requests come through <span className="break-all font-mono">{unlistedProxies.join(', ')}</span>, which LexAI
          is not told to trust. If that is your proxy, list it in <code>LEXAI_TRUST_PROXY</code> and restart: until then
          all people share its address, in the limits of sign-in and in the audit log.
        </Notice>
      )}
      {children}
    </Page>
  )
}
