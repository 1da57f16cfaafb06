import { layoutMessages } from './messages.ts'

const { everywhere, library, document } = layoutMessages.shortcuts

export type Shortcut = { keys: string; label: string }

/** All keyboard shortcuts, as the dialog lists them. The components of each page implement theirs with `useKeys`. */
export const shortcutGroups: readonly { title: string; shortcuts: readonly Shortcut[] }[] = [
  {
    title: everywhere.title,
    shortcuts: [
      { keys: 'Ctrl K', label: everywhere.palette },
      { keys: '/', label: everywhere.search },
      { keys: 'z', label: everywhere.undo },
      { keys: '?', label: everywhere.shortcuts },
      { keys: 'Esc', label: everywhere.back },
    ],
  },
  {
    title: library.title,
    shortcuts: [
      { keys: 'j k', label: library.move },
      { keys: 'Enter', label: library.open },
      { keys: 'x', label: library.select },
      { keys: '#', label: library.trash },
      { keys: 'u', label: library.upload },
    ],
  },
  {
    title: document.title,
    shortcuts: [
      { keys: 'j k', label: document.move },
      { keys: 'g', label: document.goToPage },
      { keys: '/', label: document.find },
      { keys: 'Enter', label: document.nextMatchInField },
      { keys: 'n N', label: document.nextMatch },
      { keys: '+ -', label: document.zoom },
      { keys: '0', label: document.readingSize },
      { keys: 'w p', label: document.fit },
      { keys: 'l', label: document.copyLink },
      { keys: '[ ]', label: document.panels },
      { keys: 'i', label: document.details },
      { keys: 'Ctrl P', label: document.print },
    ],
  },
]
