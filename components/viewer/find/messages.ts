import { catalogue, plural } from '#components/ui/catalogue.ts'

/** Texts of Find in a document. Numbers come in the reader's format; `count` decides between singular and plural. */
export const findMessages = catalogue({
  en: {
    field: 'Find in this document',
    hint: 'Finds words, “phrases” and similar spellings',
    searching: 'Searching…',
    noMatches: 'No matches',
    found: (shown: string) => `${shown} found`,
    foundLimited: (shown: string) => `the first ${shown} found`,
    position: (position: string, count: string) => `${position} of ${count}`,
    positionLimited: (position: string, count: string) => `${position} of the first ${count}`,
    previous: 'Previous match',
    next: 'Next match',
    close: 'Close Find',
    toolbar: 'Find',
    barPosition: (position: string, count: string) => `{query} ${position} of ${count}`,
    barFound: (shown: string) => `{query} ${shown} found`,
    list: 'Matches',
    announcement: (position: number, count: number, page: number, text: string) =>
      `Match ${position} of ${count}, page ${page}: ${text}`,
    spelling: (typed: string, found: readonly string[]) =>
      `“${typed}” was not found. Showing matches for ${found.map((word) => `“${word}”`).join(', ')}.`,
    unreadablePages: (count: number, shown: string) =>
      plural(count, {
        one: `${shown} page could not be read, so its text cannot be found.`,
        other: `${shown} pages could not be read, so their text cannot be found.`,
      }),
  },
})
