/** Ends something that was started; the last of a process runs them in the reverse of their order, by groups. */
type Step = () => Promise<unknown>

const patienceMs = 15_000

/**
 * Runs `groups` one after the other, the steps of a group at once, when the process is told to end (Ctrl-C, SIGTERM, the terminal
 * closed) or fails where nobody catches; then ends it. A step that fails keeps none of the others from running.
 */
export function endInOrder(groups: () => Step[][]): (code: number) => Promise<void> {
  let isEnding = false
  const end = async (code: number) => {
    if (isEnding) return
    isEnding = true
    setTimeout(() => process.exit(code || 1), patienceMs).unref()
    for (const group of groups()) {
      const results = await Promise.allSettled(group.map((step) => step()))
      for (const result of results) if (result.status === 'rejected') console.error(result.reason)
    }
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      console.error(error)
      void end(1)
    })
  }
  return end
}
