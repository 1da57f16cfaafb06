'use client'
import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { cx } from './cx.ts'

type Props<T extends string> = {
  label: string
  hideLabel?: boolean
  choices: readonly { value: T; label: string; icon?: ReactNode }[]
  value: T
  onChange: (value: T) => void
}

/** A choice of two to four options, all of them visible. */
export function Segmented<T extends string>({ label, hideLabel = false, choices, value, onChange }: Props<T>) {
  return (
    <RadioGroup
      value={value}
      onChange={(next) => {
        const choice = choices.find((each) => each.value === next)
        if (choice) onChange(choice.value)
      }}
      orientation="horizontal"
      className="flex flex-col gap-1.5"
    >
      <Label className={hideLabel ? 'sr-only' : 'font-medium text-small'}>{label}</Label>
      <div className="inline-flex w-fit gap-0.5 rounded-md bg-well p-0.5">
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            className={({ isSelected, isFocusVisible }) =>
              cx(
                'flex h-8 cursor-pointer items-center gap-2 rounded-sm px-3 text-small transition-colors [&_svg]:size-4',
                isSelected ? 'bg-sheet font-medium text-ink shadow-float' : 'text-ink-2 hover:text-ink',
                isFocusVisible && 'outline-2 outline-accent outline-offset-2',
              )
            }
          >
            {choice.icon}
            {choice.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
