'use client'
import type { ReactNode } from 'react'
import {
  Menu as AriaMenu,
  MenuTrigger as AriaMenuTrigger,
  Header,
  MenuItem as Item,
  MenuSection,
  type MenuTriggerProps,
  Popover,
  type PopoverProps,
  Separator,
} from 'react-aria-components'
import { cx } from './cx.ts'
import { Kbd } from './kbd.tsx'

/** Connects a button and the `Menu` that it opens. */
export function MenuTrigger(props: MenuTriggerProps) {
  return <AriaMenuTrigger {...props} />
}

export function Menu({
  label,
  placement = 'bottom end',
  children,
}: {
  label: string
  placement?: NonNullable<PopoverProps['placement']>
  children: ReactNode
}) {
  return (
    <Popover
      placement={placement}
      className="min-w-52 animate-appear overflow-auto rounded-md bg-sheet p-1 shadow-float"
    >
      <AriaMenu aria-label={label} className="max-h-[min(24rem,70dvh)] outline-none">
        {children}
      </AriaMenu>
    </Popover>
  )
}

type MenuItemProps = {
  icon?: ReactNode
  keys?: string
  isDanger?: boolean
  isDisabled?: boolean
  href?: string
  onAction?: () => void
  children: string
}

export function MenuItem({ icon, keys, isDanger, isDisabled = false, href, onAction, children }: MenuItemProps) {
  return (
    <Item
      textValue={children}
      isDisabled={isDisabled}
      {...(href ? { href } : {})}
      {...(onAction ? { onAction } : {})}
      className={cx(
        'flex cursor-pointer items-center gap-2.5 rounded-sm px-2 py-1.5 text-base outline-none data-[disabled]:cursor-not-allowed data-[focused]:bg-well data-[disabled]:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
        isDanger ? 'text-red' : 'text-ink [&_svg]:text-ink-3',
      )}
    >
      {icon}
      <span className="flex-1 truncate">{children}</span>
      {keys && (
        <span className="pointer-coarse:hidden">
          <Kbd>{keys}</Kbd>
        </span>
      )}
    </Item>
  )
}

export function MenuGroup({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <MenuSection>
      {title && <Header className="px-2 pt-2 pb-1 text-ink-3 text-small">{title}</Header>}
      {children}
    </MenuSection>
  )
}

export function MenuLine() {
  return <Separator className="my-1 border-t" />
}
