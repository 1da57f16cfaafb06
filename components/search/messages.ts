import { catalogue, plural } from '#components/ui/catalogue.ts'

/** Counts come with their text in the reader's number format, here `shown`. */
export const searchMessages = catalogue({
  en: {
    page: {
      title: 'Search',
      field: 'Search the documents',
      placeholder: 'Words, “a phrase”, -excluded, this or that',
      loading: 'Searching',
    },
    help: {
      title: 'Find a clause by the words in it',
      text: 'Similar spellings are found too. Click a result or press Enter to open the page with the words marked.',
      examples: [
        { query: 'governing law', explanation: 'Passages that contain both words in any form' },
        { query: '"prior written consent"', explanation: 'This exact phrase' },
        { query: 'termination or expiration', explanation: 'Either of the words' },
        { query: 'notice -convenience', explanation: 'The first word without the second' },
        { query: 'Section 10.2(b)', explanation: 'A clause by its number' },
      ],
    },
    filters: {
      matter: 'Matter',
      allMatters: 'All matters',
      unknownDocument: 'Document not found',
      loadingTitle: '…',
      removeDocument: (title: string) => `Remove the filter ${title}`,
    },
    noDocuments: {
      title: 'There is nothing to search yet',
      text: 'Upload documents to search their full text here.',
      toLibrary: 'Go to the library',
    },
    noResults: {
      title: (query: string) => `No results for “${query}”`,
      text: 'Try fewer or different words. Without quotation marks, other forms of a word are found too.',
      searchAll: 'Search all documents',
    },
    summary: {
      found: (count: number, shown: string) =>
        plural(count, { one: `${shown} page found`, other: `${shown} pages found` }),
      limit: (shown: string) => `The best ${shown} pages`,
      documents: (count: number, shown: string) =>
        plural(count, { one: `${shown} document`, other: `${shown} documents` }),
      pages: (count: number, shown: string) => plural(count, { one: `${shown} page`, other: `${shown} pages` }),
      whole: (found: string, documents: string, pages: string) => `${found} · ${documents}, ${pages} searched`,
    },
    unreadablePages: (count: number, shown: string, pages: string) =>
      plural(count, {
        one: `${shown} of ${pages} could not be read, so its text cannot be found.`,
        other: `${shown} of ${pages} could not be read, so their text cannot be found.`,
      }),
    spelling: 'No results for “{typed}”. Showing results for {replacements}.',
    partial: 'No passage contains all of the words. Showing the passages that contain the most of them.',
    results: {
      onlyThisDocument: 'Only this document',
      onlyThis: 'Only this',
      hits: (count: number, shown: string) =>
        plural(count, { one: `${shown} hit in this document`, other: `${shown} hits in this document` }),
      hitsSoFar: (count: number, shown: string) =>
        plural(count, { one: `${shown} hit in this document so far`, other: `${shown} hits in this document so far` }),
      passages: (count: number, shown: string, title: string) =>
        plural(count, { one: `${shown} passage in ${title}`, other: `${shown} passages in ${title}` }),
      page: (shown: string) => `Page ${shown}`,
      pageShort: (shown: string) => `p. ${shown}`,
      more: 'Show more results',
    },
  },
})
