'use client'
import { Search, X } from 'lucide-react'
import { SearchField as AriaSearchField, Button, Input, Label, type SearchFieldProps } from 'react-aria-components'
import { cx } from './cx.ts'
import { inputClass } from './field-parts.tsx'
import { uiMessages } from './messages.ts'

type Props = Omit<SearchFieldProps, 'className' | 'children'> & {
  label: string
  placeholder?: string
  size?: 'medium' | 'large'
  className?: string
}

/** A search field; Esc clears it. */
export function SearchField({ label, placeholder, size = 'medium', className, ...props }: Props) {
  return (
    <AriaSearchField {...props} className={cx('group relative', size === 'medium' && 'print:hidden', className)}>
      <Label className="sr-only">{label}</Label>
      <Search
        aria-hidden="true"
        className={cx('absolute top-1/2 left-3 -translate-y-1/2 text-ink-3', size === 'large' ? 'size-5' : 'size-4')}
      />
      <Input
        placeholder={placeholder ?? label}
        className={cx(
          inputClass,
          'pr-9 [&::-webkit-search-cancel-button]:hidden',
          size === 'large' ? 'h-12 pl-11 text-lead' : 'pl-9',
        )}
      />
      <Button
        aria-label={uiMessages.clear}
        className="absolute inset-y-1 right-1 grid w-8 cursor-pointer place-items-center rounded-sm text-ink-3 hover:bg-well hover:text-ink group-data-[empty]:hidden"
      >
        <X className="size-4" />
      </Button>
    </AriaSearchField>
  )
}
