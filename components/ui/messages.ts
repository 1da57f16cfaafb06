import { catalogue } from './catalogue.ts'

/** The texts of the interface components, and the labels of buttons that every dialog has. */
export const uiMessages = catalogue({
  en: {
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    tryAgain: 'Try again',
    undo: 'Undo',
    copy: 'Copy',
    copied: 'Copied',
    clear: 'Clear',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    /** Announced while the work that a button started goes on. */
    working: 'Working…',
    requestId: 'Request ID: {id}',
    requestIdText: (id: string) => `Request ID: ${id}`,
  },
})
