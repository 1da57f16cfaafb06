export type KeyRow = { keys: string; does: string }

/** Every key that does something, as `?` shows them. A key here is the promise; its page keeps it. */
export const keyTable: readonly { place: string; rows: readonly KeyRow[] }[] = [
  {
    place: 'Everywhere',
    rows: [
      { keys: 'Ctrl K', does: 'Go anywhere, do anything' },
      { keys: '/', does: 'Search' },
      { keys: 'z', does: 'Undo what was just done' },
      { keys: '?', does: 'This list' },
      { keys: 'Esc', does: 'Back one level' },
    ],
  },
  {
    place: 'Library',
    rows: [
      { keys: 'j k', does: 'Next, previous document' },
      { keys: 'Enter', does: 'Open it' },
      { keys: 'x', does: 'Select it' },
      { keys: '#', does: 'Move it to the trash' },
      { keys: 'u', does: 'Upload' },
    ],
  },
  {
    place: 'Document',
    rows: [
      { keys: 'j k', does: 'Next page, page before' },
      { keys: 'g', does: 'Go to a page by its number' },
      { keys: '/', does: 'Find in the document' },
      { keys: 'Enter', does: 'Next match; with Shift the one before' },
      { keys: 'n N', does: 'The same, while one reads' },
      { keys: '+ -', does: 'Larger, smaller' },
      { keys: '0', does: 'Reading size' },
      { keys: 'w p', does: 'Fit the width, fit the page' },
      { keys: 'l', does: 'Copy a link to the selected words' },
      { keys: '[ ]', does: 'Contents, side panel' },
      { keys: 'i', does: 'Details' },
      { keys: 'Ctrl P', does: 'Print' },
    ],
  },
]
