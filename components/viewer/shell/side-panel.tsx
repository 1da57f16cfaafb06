'use client'
import { TabBody, TabRow, Tabs } from '#components/ui/tabs.tsx'
import { DetailsPanel } from '#components/viewer/details/details-panel.tsx'
import { FindPanel } from '#components/viewer/find/find-panel.tsx'
import type { Reader } from '#components/viewer/use-reader.ts'
import { type SideTab, sideTabs } from '#components/viewer/viewer-url.ts'

const labels: Record<SideTab, string> = { find: 'Find', details: 'Details' }

/** The right part. `closesOnGo`: it lies over the page, so that it has to make way for what it leads to. */
export function SidePanel({ reader, closesOnGo }: { reader: Reader; closesOnGo: boolean }) {
  const { document, tab, openTab, find } = reader
  const shown = tab ?? 'find'
  return (
    <Tabs
      className="h-full bg-paper"
      selectedKey={shown}
      onSelectionChange={(key) => openTab(sideTabs.find((each) => each === key) ?? null)}
    >
      <TabRow label="Side panel" className="shrink-0 px-4" tabs={sideTabs.map((id) => ({ id, label: labels[id] }))} />
      <TabBody id="find">
        <FindPanel
          typed={reader.typed}
          onType={reader.setTyped}
          find={find}
          at={reader.at}
          unreadable={document.coverage.unreadable}
          onStep={reader.stepMatch}
          onGo={(index) => {
            void reader.goToMatch(index)
            if (closesOnGo) openTab(null)
          }}
          onLeave={() => {
            openTab(null)
            reader.list.current?.focus()
          }}
        />
      </TabBody>
      <TabBody id="details">
        <DetailsPanel document={document} version={reader.version} onOpenVersion={reader.openVersion} />
      </TabBody>
    </Tabs>
  )
}
