import { cx } from './cx.ts'

export type Variant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type Size = 'small' | 'medium' | 'large'

const variantClasses: Record<Variant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong data-[pressed]:bg-accent-strong',
  secondary: 'border border-line-strong/50 bg-sheet text-ink hover:border-line-strong data-[pressed]:bg-well',
  quiet: 'text-ink-2 hover:bg-well hover:text-ink data-[pressed]:bg-line',
  danger: 'border border-red/40 bg-sheet text-red hover:bg-red-wash data-[pressed]:bg-red-wash',
}

const sizeClasses: Record<Size, string> = {
  small: 'h-8 px-2.5 text-small',
  medium: 'h-9 px-3.5 text-base',
  large: 'h-11 px-5 text-base',
}

/** The classes of a button, also for a link that looks like one. */
export function buttonClass(variant: Variant = 'secondary', size: Size = 'medium', extra?: string): string {
  return cx(
    'inline-flex shrink-0 cursor-pointer select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium transition-colors',
    'data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50 data-[pending]:cursor-progress',
    '[&_svg]:size-4 [&_svg]:shrink-0',
    variantClasses[variant],
    sizeClasses[size],
    extra,
  )
}
