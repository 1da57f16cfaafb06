import { setTimeout as delay } from 'node:timers/promises'

/** Stops one component of the process. */
type Step = () => Promise<unknown>

/** The timeout of each group, so that a step that hangs does not block the next group. PostgreSQL, the last, is killed after 10 s. */
const defaultTimeoutMs = 12_000

/**
 * On a signal (SIGINT, SIGTERM, SIGHUP), an uncaught exception, or a call of the returned function, runs the groups one after another and
 * the steps of a group concurrently, and then exits. A failed step does not prevent the others. Unhandled rejections are logged and do not
 * end the process (docs/decisions/unhandled-rejections-do-not-end-the-process.md).
 */
export function shutDownInOrder(
  groups: () => Step[][],
  groupTimeoutMs = defaultTimeoutMs,
): (code: number) => Promise<void> {
  let isShuttingDown = false
  const shutDown = async (code: number) => {
    if (isShuttingDown) return
    isShuttingDown = true
    let exitCode = code
    for (const group of groups()) {
      const results = await Promise.race([Promise.allSettled(group.map((step) => step())), delay(groupTimeoutMs, null)])
      if (!results) exitCode ||= 1
      for (const result of results ?? []) if (result.status === 'rejected') console.error(result.reason)
    }
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void shutDown(0))
  process.on('unhandledRejection', (reason: unknown) => console.error('Unhandled promise rejection:', reason))
  process.on('uncaughtException', (error: unknown) => {
    console.error(error)
    void shutDown(1)
  })
  return shutDown
}
