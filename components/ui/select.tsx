'use client'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Select as AriaSelect, Button, ListBox, ListBoxItem, Popover, SelectValue } from 'react-aria-components'
import { cx } from './cx.ts'
import { FieldError, FieldHint, FieldLabel } from './field-parts.tsx'

export type Choice<T extends string = string> = { value: T; label: string; hint?: string }

type Props<T extends string> = {
  label: string
  hideLabel?: boolean
  hint?: ReactNode
  error?: string | null
  choices: readonly Choice<T>[]
  value: T
  onChange: (value: T) => void
  isDisabled?: boolean
  size?: 'small' | 'medium'
  className?: string
}

/** A choice of a few options. Typing selects the option that begins with the text. */
export function Select<T extends string>(props: Props<T>) {
  const {
    label,
    hideLabel,
    hint,
    error,
    choices,
    value,
    onChange,
    isDisabled = false,
    size = 'medium',
    className,
  } = props
  return (
    <AriaSelect
      value={value}
      onChange={(next) => {
        const choice = choices.find((each) => each.value === next)
        if (choice) onChange(choice.value)
      }}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      className={cx('flex min-w-0 flex-col gap-1.5', className)}
    >
      <FieldLabel className={hideLabel ? 'sr-only' : ''}>{label}</FieldLabel>
      <Button
        className={cx(
          'flex w-full min-w-0 cursor-pointer items-center justify-between gap-2 rounded-md border border-line-strong/60 bg-sheet text-left hover:border-line-strong data-[disabled]:cursor-not-allowed data-[disabled]:opacity-60',
          size === 'small' ? 'h-8 px-2.5 text-small' : 'h-9 px-3 text-base',
        )}
      >
        <SelectValue className="truncate data-[placeholder]:text-ink-3">
          {({ selectedText }) => selectedText}
        </SelectValue>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
      </Button>
      {hint && !error && <FieldHint>{hint}</FieldHint>}
      <FieldError>{error}</FieldError>
      <Popover className="min-w-(--trigger-width) max-w-[min(24rem,calc(100vw-2rem))] animate-appear overflow-auto rounded-md bg-sheet p-1 shadow-float">
        <ListBox className="max-h-80 outline-none">
          {choices.map((choice) => (
            <ListBoxItem
              key={choice.value}
              id={choice.value}
              textValue={choice.label}
              className="flex cursor-pointer items-start gap-2 rounded-sm px-2 py-1.5 text-base outline-none data-[focused]:bg-well"
            >
              {({ isSelected }) => (
                <>
                  <Check
                    aria-hidden="true"
                    className={cx('mt-1 size-4 shrink-0 text-accent', !isSelected && 'invisible')}
                  />
                  <span className="min-w-0">
                    <span dir="auto" title={choice.label} className="block truncate text-left">
                      {choice.label}
                    </span>
                    {choice.hint && (
                      <span slot="description" className="block max-w-64 text-ink-3 text-small">
                        {choice.hint}
                      </span>
                    )}
                  </span>
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
