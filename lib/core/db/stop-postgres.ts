import { setTimeout as delay } from 'node:timers/promises'

/** Stops PostgreSQL with a fast shutdown (SIGINT), and after ten seconds with an immediate one (SIGQUIT). Waits for its end. */
export async function stopPostgres(pid: number, isRunning: () => boolean): Promise<void> {
  sendSignal(pid, 'SIGINT')
  for (let waitedMs = 0; isRunning(); waitedMs += 10) {
    if (waitedMs === 10_000) sendSignal(pid, 'SIGQUIT')
    await delay(10)
  }
}

/** Sends a signal. Does nothing if the process has ended. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {}
}
