import type { Reporter, TestCase } from '@playwright/test/reporter'

/** Ends the output with one plain line that people and scripts can read. */
export default class SummaryReporter implements Reporter {
  readonly #tests = new Map<string, TestCase>()

  onTestEnd(test: TestCase): void {
    this.#tests.set(test.id, test)
  }

  onExit(): Promise<void> {
    const outcomes = [...this.#tests.values()].map((test) => test.outcome())
    const count = (outcome: string) => outcomes.filter((each) => each === outcome).length
    const skipped = count('skipped') ? `, ${count('skipped')} skipped` : ''
    console.log(`${count('expected') + count('flaky')} passed, ${count('unexpected')} failed${skipped}`)
    return Promise.resolve()
  }

  printsToStdio(): boolean {
    return false
  }
}
