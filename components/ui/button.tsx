'use client'
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { buttonClass, type Size, type Variant } from './button-class.ts'
import { cx } from './cx.ts'
import { uiMessages } from './messages.ts'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & {
  variant?: Variant
  size?: Size
  className?: string
  children: ReactNode
}

/**
 * A button. `isPending` shows a spinner, keeps the focus and width, and ignores presses. The `isPending` of React Aria is not used: its
 * announcements remain in the document after the button, as images without a name.
 */
export function Button({
  variant,
  size,
  className,
  children,
  isPending = false,
  type,
  onPress,
  ...props
}: ButtonProps) {
  return (
    <AriaButton
      {...props}
      type={isPending ? 'button' : (type ?? 'button')}
      {...(onPress && !isPending ? { onPress } : {})}
      {...(isPending ? { 'data-pending': true } : {})}
      className={buttonClass(variant, size, cx('relative', className))}
    >
      <span className={cx('inline-flex items-center gap-2', isPending && 'invisible')}>{children}</span>
      {isPending && (
        <span className="absolute inset-0 grid place-items-center">
          <span className="sr-only">{uiMessages.working}</span>
          <span
            aria-hidden="true"
            className="size-4 animate-spin rounded-full border-2 border-current border-r-transparent"
          />
        </span>
      )}
    </AriaButton>
  )
}
