'use client'
import type { ReactNode } from 'react'
import { Button, type ButtonProps } from 'react-aria-components'
import { cx } from './cx.ts'
import { Tooltip, TooltipTrigger } from './tooltip.tsx'

type IconButtonProps = Omit<ButtonProps, 'className' | 'children' | 'aria-label'> & {
  /** The word that does not fit: spoken, and shown on hover and focus. */
  label: string
  /** A key that does the same, shown in the tooltip. */
  keys?: string
  className?: string
  children: ReactNode
}

/** A square button for places where a word does not fit; its label appears as a tooltip. */
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
