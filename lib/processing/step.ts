import type { Tx } from '#lib/core/db/client.ts'
import type { VersionState } from './version-state.ts'

/** What a step works on: the text of a page. */
export type ExtractedPage = { number: number; text: string }

/**
 * How far a step is with a page. `failed` is final until the step is run again; `reason` says why. A step may keep what it needs for
 * later runs in further fields. Stored under the step's name in "Page".steps; a page without an entry is `pending`.
 */
export type StepEntry = { state: 'pending' | 'done' | 'failed'; reason?: string; [data: string]: unknown }

export type StepResult = {
  /** The new entry of each page. */
  entries: ReadonlyMap<number, StepEntry>
  /** A page whose entry has become outdated by this run: the step is run again from there. */
  outdated?: number | null
  /** Passages that were written, for the limits of a document. */
  passages?: number
}

/** A step of processing after the text of a page was extracted. */
export type ProcessingStep = {
  /** The key in "Page".steps; renaming it needs a migration. */
  name: string
  /**
   * Processes pages, in ascending order, in the transaction that saves them; the version's row is locked. Must be idempotent: the same
   * pages give the same rows, whatever was there before. Pages may arrive in any order and more than once.
   */
  run: (tx: Tx, version: VersionState, pages: readonly ExtractedPage[]) => Promise<StepResult>
}
