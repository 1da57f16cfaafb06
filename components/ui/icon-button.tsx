'use client'
import type { ReactNode } from 'react'
import { Button, type ButtonProps } from 'react-aria-components'
import { cx } from './cx.ts'
import { Tooltip, TooltipTrigger } from './tooltip.tsx'

type IconButtonProps = Omit<ButtonProps, 'className' | 'children' | 'aria-label'> & {
  /** The accessible name, shown as a tooltip on hover and focus. */
  label: string
  /** The keyboard shortcut, shown in the tooltip. */
  keys?: string
  className?: string
  children: ReactNode
}

/** A square button with an icon and a tooltip. */
export function IconButton({ label, keys, className, children, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger>
      <Button
        {...props}
        aria-label={label}
        className={cx(
          'grid size-9 shrink-0 cursor-pointer place-items-center rounded-md text-ink-2 transition-colors hover:bg-well hover:text-ink',
          'data-[disabled]:cursor-not-allowed data-[pressed]:bg-line data-[disabled]:opacity-40 [&_svg]:size-[18px]',
          className,
        )}
      >
        {children}
      </Button>
      <Tooltip {...(keys ? { keys } : {})}>{label}</Tooltip>
    </TooltipTrigger>
  )
}
