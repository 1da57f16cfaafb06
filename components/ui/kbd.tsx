import { cx } from './cx.ts'

/** A key, or several separated by spaces: `Ctrl K`. */
export function Kbd({ children, inverse = false }: { children: string; inverse?: boolean }) {
  return (
    <span className="inline-flex gap-1">
      {children.split(' ').map((key) => (
        <kbd
          key={key}
          className={cx(
            'min-w-5 rounded-sm border px-1 text-center font-sans text-small leading-[1.125rem]',
            inverse ? 'border-paper/40 text-paper' : 'border-line bg-well text-ink-2',
          )}
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
