'use client'
import { Toaster as Sonner, toast as sonner } from 'sonner'
import { uiMessages } from './messages.ts'
import { undoHistory } from './undo-history.ts'

const undoMs = 10_000
const failureMs = 15_000

/** A change that the user can undo: with the key from the beginning, with its toast for ten seconds after it is done. */
class UndoableChange {
  #undo: (() => void) | null = null
  #toastId: string | number | undefined
  #isUndone = false

  constructor() {
    undoHistory.add(this)
  }

  /** Shows the toast. A change that was undone while it was in progress is reverted at once. */
  done(message: string, undo: () => void) {
    if (this.#isUndone) return undo()
    this.#undo = undo
    const forget = () => this.forget()
    this.#toastId = sonner(message, {
      duration: undoMs,
      action: { label: uiMessages.undo, onClick: () => this.undo() },
      onDismiss: forget,
      onAutoClose: forget,
    })
  }

  /** Removes the change from the history: it failed, or it can no longer be undone. */
  forget() {
    undoHistory.remove(this)
  }

  undo() {
    if (this.#isUndone) return
    this.#isUndone = true
    this.forget()
    if (this.#toastId !== undefined) sonner.dismiss(this.#toastId)
    this.#undo?.()
  }
}

/** Shows messages that disappear by themselves. */
export const toast = {
  done(message: string) {
    sonner(message)
  },
  /** A failure that no form shows. */
  failed(message: string, detail?: string) {
    sonner.error(message, { duration: failureMs, ...(detail ? { description: detail } : {}) })
  },
  /** Begins a change that can be undone; call `done` or `forget` on it afterwards. */
  beginUndoable(): UndoableChange {
    return new UndoableChange()
  },
  /** A change that is done, and can be undone for ten seconds. */
  undoable(message: string, undo: () => void) {
    new UndoableChange().done(message, undo)
  },
}

export function Toaster() {
  return (
    <Sonner
      position="bottom-center"
      visibleToasts={3}
      mobileOffset={{ bottom: '4.5rem' }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-3 rounded-md bg-ink px-4 py-3 font-sans text-small text-paper shadow-float sm:w-[356px]',
          content: 'min-w-0 flex-1',
          description: 'text-paper/80',
          icon: 'hidden',
          actionButton:
            'cursor-pointer rounded-sm px-2 py-1 font-medium text-paper underline underline-offset-4 hover:no-underline',
        },
      }}
    />
  )
}
