'use client'
import { Toaster as Sonner, toast as sonner } from 'sonner'

const undoMilliseconds = 10_000
let undoNow: (() => void) | null = null

/** Says something in passing. */
export const toast = {
  done(message: string) {
    sonner(message)
  },
  /** Something failed that was not asked about in a dialog; stays until it is closed. */
  failed(message: string, detail?: string) {
    sonner.error(message, { duration: 15_000, ...(detail ? { description: detail } : {}) })
  },
  /** Something was done that can be taken back for ten seconds. */
  undoable(message: string, undo: () => void) {
    const once = () => {
      forget()
      undo()
    }
    const byKey = () => {
      sonner.dismiss(id)
      once()
    }
    const forget = () => {
      if (undoNow === byKey) undoNow = null
    }
    const id = sonner(message, {
      duration: undoMilliseconds,
      action: { label: 'Undo', onClick: once },
      onDismiss: forget,
      onAutoClose: forget,
    })
    undoNow = byKey
  },
  /** Takes back what was done last, for as long as it may be. */
  undoLast() {
    undoNow?.()
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
            'flex w-full items-center gap-3 rounded-md bg-ink px-4 py-3 text-small text-paper shadow-float sm:w-[356px]',
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
