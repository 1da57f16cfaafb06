import { setTimeout as delay } from 'node:timers/promises'

/** Ends something that was started; the last of a process runs them in the reverse of their order, by groups. */
type Step = () => Promise<unknown>

/** How long each group may take: one that hangs does not keep the following from running. PostgreSQL, the last, is killed after ten. */
const patienceMs = 12_000

/**
 * Runs `groups` one after the other, the steps of a group at once, when the process is told to end (Ctrl-C, SIGTERM, the terminal
 * closed) or an exception is caught nowhere; then ends it. A step that fails keeps none of the others from running. A promise that
 * is rejected unhandled is reported and ends nothing: see docs/decisions/unhandled-rejections-do-not-end-the-process.md.
 */
export function shutDownInOrder(groups: () => Step[][], patience = patienceMs): (code: number) => Promise<void> {
  let isEnding = false
  const end = async (code: number) => {
    if (isEnding) return
    isEnding = true
    let exitCode = code
    for (const group of groups()) {
      const results = await Promise.race([Promise.allSettled(group.map((step) => step())), delay(patience, null)])
      if (!results) exitCode ||= 1
      for (const result of results ?? []) if (result.status === 'rejected') console.error(result.reason)
    }
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  process.on('unhandledRejection', (reason: unknown) =>
    console.error('A promise was rejected and nobody handled it:', reason),
  )
  process.on('uncaughtException', (error: unknown) => {
    console.error(error)
    void end(1)
  })
  return end
}
