'use client'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components'
import { cx } from './cx.ts'

type Props = Omit<CheckboxProps, 'className' | 'children'> & { className?: string; children?: ReactNode }

export function Checkbox({ className, children, ...props }: Props) {
  return (
    <AriaCheckbox {...props} className={cx('group flex cursor-pointer items-start gap-2.5 text-base', className)}>
      {({ isSelected, isIndeterminate, isFocusVisible }) => (
        <>
          <span
            className={cx(
              'mt-[3px] grid size-[18px] shrink-0 place-items-center rounded-sm border transition-colors',
              isSelected || isIndeterminate
                ? 'border-accent bg-accent text-on-accent'
                : 'border-line-strong bg-sheet group-hover:border-ink-2',
              isFocusVisible && 'outline-2 outline-accent outline-offset-2',
            )}
          >
            {isIndeterminate ? <Minus className="size-3.5" /> : isSelected ? <Check className="size-3.5" /> : null}
          </span>
          {children && <span className="min-w-0">{children}</span>}
        </>
      )}
    </AriaCheckbox>
  )
}
