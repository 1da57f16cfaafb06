'use client'
import { Toaster as Sonner, toast as sonner } from 'sonner'
import { uiMessages } from './messages.ts'

const undoMilliseconds = 10_000

/** What can be taken back, in the order in which it was begun, whichever answer came first. */
const steps: UndoableStep[] = []

/** Something that is being done and can be taken back: from now on by key, once it is done for ten seconds also by its toast. */
class UndoableStep {
  #undo: (() => void) | null = null
  #toastId: string | number | undefined
  #isTakenBack = false

  constructor() {
    steps.push(this)
  }

  /** It is done. One that was taken back meanwhile is undone at once. */
  done(message: string, undo: () => void) {
    if (this.#isTakenBack) return undo()
    this.#undo = undo
    const forget = () => this.forget()
    this.#toastId = sonner(message, {
      duration: undoMilliseconds,
      action: { label: uiMessages.undo, onClick: () => this.takeBack() },
      onDismiss: forget,
      onAutoClose: forget,
    })
  }

  /** Nothing came of it, or its time is over. */
  forget() {
    const index = steps.indexOf(this)
    if (index >= 0) steps.splice(index, 1)
  }

  takeBack() {
    if (this.#isTakenBack) return
    this.#isTakenBack = true
    this.forget()
    if (this.#toastId !== undefined) sonner.dismiss(this.#toastId)
    this.#undo?.()
  }
}

/** Says something in passing. */
export const toast = {
  done(message: string) {
    sonner(message)
  },
  /** Something failed that was not asked about in a dialog; stays until it is closed. */
  failed(message: string, detail?: string) {
    sonner.error(message, { duration: 15_000, ...(detail ? { description: detail } : {}) })
  },
  /** Something begins that can be taken back; say `done` or `forget` of it. */
  beginUndoable(): UndoableStep {
    return new UndoableStep()
  },
  /** Something was done that can be taken back for ten seconds. */
  undoable(message: string, undo: () => void) {
    new UndoableStep().done(message, undo)
  },
  /** Takes back what was done last, for as long as it may be. */
  undoLast() {
    steps.at(-1)?.takeBack()
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
