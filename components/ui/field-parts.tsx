'use client'
import type { ReactNode } from 'react'
import { FieldError as AriaFieldError, Label as AriaLabel, Text } from 'react-aria-components'
import { cx } from './cx.ts'

export const inputClass = cx(
  'h-9 w-full min-w-0 rounded-md border border-line-strong/60 bg-sheet px-3 text-base text-ink transition-colors placeholder:text-ink-3',
  'hover:border-line-strong data-[disabled]:opacity-60 data-[invalid]:border-red',
  'data-[focused]:border-accent data-[focused]:outline-2 data-[focused]:outline-accent data-[focused]:-outline-offset-1',
)

export function FieldLabel({ children, className }: { children: ReactNode; className?: string }) {
  return <AriaLabel className={cx('font-medium text-ink text-small', className)}>{children}</AriaLabel>
}

export function FieldHint({ children }: { children: ReactNode }) {
  return (
    <Text slot="description" className="text-ink-3 text-small">
      {children}
    </Text>
  )
}

export function FieldError({ children }: { children?: ReactNode }) {
  return <AriaFieldError className="text-red text-small">{children}</AriaFieldError>
}
