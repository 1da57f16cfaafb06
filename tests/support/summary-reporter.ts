import type { Reporter, TestCase } from '@playwright/test/reporter'

/** Ends the output with plain lines that people and scripts can read: why tests were skipped, then the counts. */
export default class SummaryReporter implements Reporter {
  readonly #tests = new Map<string, TestCase>()

  onTestEnd(test: TestCase): void {
    this.#tests.set(test.id, test)
  }

  onExit(): Promise<void> {
    const tests = [...this.#tests.values()]
    const count = (outcome: string) => tests.filter((test) => test.outcome() === outcome).length
    for (const line of describeSkipped(tests.filter((test) => test.outcome() === 'skipped'))) console.log(line)
    const skipped = count('skipped') ? `, ${count('skipped')} skipped` : ''
    console.log(`${count('expected') + count('flaky')} passed, ${count('unexpected')} failed${skipped}`)
    return Promise.resolve()
  }

  printsToStdio(): boolean {
    return false
  }
}

/** One line for each reason given to `test.skip`, which reads on after "because". */
function describeSkipped(tests: readonly TestCase[]): string[] {
  const byReason = Map.groupBy(tests, findReason)
  return [...byReason].map(([reason, { length }]) =>
    length === 1 ? `1 test was skipped because ${reason}` : `${length} tests were skipped because ${reason}`,
  )
}

function findReason({ annotations, results }: TestCase): string {
  const all = [...annotations, ...results.flatMap((result) => result.annotations)]
  const skip = all.find(({ type, description }) => type === 'skip' && description)
  return skip?.description ?? 'no reason given'
}
