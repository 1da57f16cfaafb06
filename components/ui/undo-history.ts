type Undoable = { undo: () => void }

/** The changes that can be undone, in the order in which they began, even if the server answered in another order. */
class UndoHistory {
  readonly #changes: Undoable[] = []

  add(change: Undoable): void {
    this.#changes.push(change)
  }

  remove(change: Undoable): void {
    const index = this.#changes.indexOf(change)
    if (index >= 0) this.#changes.splice(index, 1)
  }

  undoLast(): void {
    this.#changes.at(-1)?.undo()
  }
}

/** The history of this tab. */
export const undoHistory = new UndoHistory()
