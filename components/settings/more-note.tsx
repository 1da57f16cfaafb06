/** A note below a list that does not show all items. */
export function MoreNote({ children }: { children: string }) {
  return <p className="mt-3 text-ink-3 text-small">{children}</p>
}
