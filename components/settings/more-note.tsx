/** Below a list of sessions that is longer than what is shown. */
export function MoreNote({ children }: { children: string }) {
  return <p className="mt-3 text-ink-3 text-small">{children}</p>
}
