'use client'
import { TabBody, TabRow, Tabs } from '#components/ui/tabs.tsx'
import { DetailsPanel } from '#components/viewer/details/details-panel.tsx'
import { FindPanel } from '#components/viewer/find/find-panel.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { usePagePosition } from '#components/viewer/pages/page-position.tsx'
import { sideTabs } from '#components/viewer/viewer-url.ts'
import { usePanels } from './panels-context.tsx'

/** The panel on the right with the tabs Find and Details. `onOpenMatch` is called after the user opens a match in the list. */
export function SidePanel({ onOpenMatch }: { onOpenMatch?: () => void }) {
  const messages = viewerMessages.panels
  const { sideTab, openSideTab } = usePanels()
  const { focusPages } = usePagePosition()
  return (
    <Tabs
      className="h-full bg-paper"
      selectedKey={sideTab ?? 'find'}
      onSelectionChange={(key) => openSideTab(sideTabs.find((each) => each === key) ?? null)}
    >
      <TabRow
        label={messages.side}
        className="shrink-0 px-4"
        tabs={sideTabs.map((id) => ({ id, label: messages[id] }))}
      />
      <TabBody id="find">
        <FindPanel
          {...(onOpenMatch ? { onOpenMatch } : {})}
          onClose={() => {
            openSideTab(null)
            focusPages()
          }}
        />
      </TabBody>
      <TabBody id="details">
        <DetailsPanel />
      </TabBody>
    </Tabs>
  )
}
