'use client'
import type { ComponentProps, ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger as AriaTrigger } from 'react-aria-components'
import { Kbd } from './kbd.tsx'

export function TooltipTrigger(props: ComponentProps<typeof AriaTrigger>) {
  return <AriaTrigger delay={400} closeDelay={80} {...props} />
}

export function Tooltip({ keys, children }: { keys?: string; children: ReactNode }) {
  return (
    <AriaTooltip
      offset={6}
      className="z-50 flex max-w-72 animate-appear items-center gap-2 rounded-md bg-ink px-2 py-1 text-paper text-small"
    >
      {children}
      {keys && <Kbd inverse>{keys}</Kbd>}
    </AriaTooltip>
  )
}
