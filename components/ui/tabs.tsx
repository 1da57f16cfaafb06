'use client'
import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel, type TabsProps } from 'react-aria-components'
import { cx } from './cx.ts'

export function Tabs({ className, ...props }: Omit<TabsProps, 'className'> & { className?: string }) {
  return <AriaTabs {...props} className={cx('flex min-h-0 flex-col outline-none', className)} />
}

export type TabChoice = { id: string; label: string; count?: number }

/** The row of tabs. */
export function TabRow({ label, tabs, className }: { label: string; tabs: readonly TabChoice[]; className?: string }) {
  return (
    <TabList aria-label={label} className={cx('flex gap-5 overflow-x-auto border-b', className)}>
      {tabs.map((tab) => (
        <Tab
          key={tab.id}
          id={tab.id}
          className="-mb-px cursor-pointer whitespace-nowrap border-transparent border-b-2 py-2.5 text-ink-2 text-small outline-offset-[-2px] transition-colors hover:text-ink data-[selected]:border-accent data-[selected]:font-medium data-[selected]:text-ink"
        >
          {tab.label}
          {tab.count !== undefined && <span className="figures ml-1.5 text-ink-3">{tab.count}</span>}
        </Tab>
      ))}
    </TabList>
  )
}

export function TabBody({ id, className, children }: { id: string; className?: string; children: ReactNode }) {
  return (
    <TabPanel id={id} className={cx('min-h-0 flex-1 outline-offset-[-2px]', className)}>
      {children}
    </TabPanel>
  )
}
