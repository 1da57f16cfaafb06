import { catalogue, plural } from '#components/ui/catalogue.ts'
import { formatNumber } from '#components/ui/format.ts'

export const libraryMessages = catalogue({
  en: {
    title: 'Library',
    trash: 'Trash',
    backToDocuments: 'Back to documents',
    loading: 'Loading documents',
    documentCount,
    moreDocumentsThan: (count: number, locale: string) => `More than ${documentCount(count, locale)}`,
    pageCount: (count: number, locale: string) =>
      plural(count, { one: `${formatNumber(count, locale)} page`, other: `${formatNumber(count, locale)} pages` }),

    columns: {
      title: 'Title',
      matter: 'Matter',
      pages: 'Pages',
      status: 'Status',
      created: 'Added',
    },
    list: { label: 'Documents' },

    toolbar: {
      filterByTitle: 'Filter by title',
      matter: 'Matter',
      allMatters: 'All matters',
      status: 'Status',
      statuses: {
        any: 'All statuses',
        ready: 'Ready',
        processing: 'Processing',
        queued: 'Queued',
        failed: 'Failed',
      },
      sort: 'Sort by',
      sorts: {
        newest: 'Newest first',
        oldest: 'Oldest first',
        titleAscending: 'Title A to Z',
        titleDescending: 'Title Z to A',
        lastModified: 'Last modified',
        mostPages: 'Most pages',
        largest: 'Largest',
      },
      tag: (tag: string) => `Tagged “${tag}”`,
      removeTag: (tag: string) => `Remove filter by tag “${tag}”`,
    },

    row: {
      select: (title: string) => `Select ${title}`,
      actions: (title: string) => `Actions for ${title}`,
      filterByTag: (tag: string) => `Filter by tag “${tag}”`,
    },

    /** Labels of menu items and buttons. */
    actions: {
      select: 'Select',
      deselect: 'Deselect',
      rename: 'Rename',
      editTags: 'Edit tags',
      move: 'Move',
      moveToMatter: 'Move to matter',
      moveToTrash: 'Move to trash',
      restore: 'Restore',
      purge: 'Delete permanently',
    },

    selection: {
      label: 'Selected documents',
      count: (count: number, locale: string) => `${documentCount(count, locale)} selected`,
      selectAll: 'Select all',
      clear: 'Clear selection',
    },

    status: {
      queued: 'Queued',
      processing: 'Processing',
      processingDocument: (title: string) => `Processing ${title}`,
      pagesDone: (done: number, pages: number, locale: string) =>
        plural(pages, {
          one: `${formatNumber(done, locale)} of ${formatNumber(pages, locale)} page`,
          other: `${formatNumber(done, locale)} of ${formatNumber(pages, locale)} pages`,
        }),
      unreadablePages: (unreadable: number, pages: number, locale: string) =>
        plural(pages, {
          one: `${formatNumber(unreadable, locale)} of ${formatNumber(pages, locale)} page could not be read`,
          other: `${formatNumber(unreadable, locale)} of ${formatNumber(pages, locale)} pages could not be read`,
        }),
      ready: 'Ready',
    },
    failures: {
      passwordRequired: 'Password-protected',
      damaged: 'Damaged file',
      noPages: 'No pages',
      tooComplex: 'Too complex to process',
      other: 'Processing failed',
    },

    /** Notifications about a change; `documents` is the quoted title of one document or the number of several. */
    changes: {
      quotedTitle: (title: string) => `“${title}”`,
      renamed: (documents: string) => `${documents} renamed`,
      tagged: (documents: string) => `${documents} tagged`,
      moved: (documents: string, matter: string) => `${documents} moved to ${matter}`,
      movedToTrash: (documents: string) => `${documents} moved to trash`,
      restored: (documents: string) => `${documents} restored`,
      purged: (documents: string) => `${documents} permanently deleted`,
      failed: (documents: string) => `${documents} could not be changed`,
    },

    rename: { title: 'Rename', field: 'Title', submit: 'Rename' },
    titleSuggestions: {
      label: 'Suggested titles',
      fromMetadata: 'From the PDF metadata',
      fromFileName: 'From the file name',
      choose: 'Use',
      chooseTitle: (title: string) => `Use title ${title}`,
    },
    move: {
      title: 'Move to matter',
      noMatter: 'There is no other matter that you can move documents to. Create one under Matters first.',
      matter: 'Matter',
      hint: 'All members of the matter will be able to see the documents.',
      submit: 'Move',
    },
    tags: {
      title: 'Tags',
      label: 'Tags',
      remove: (tag: string) => `Remove tag ${tag}`,
      add: 'Add tags',
      addToAll: 'Add tags to all documents',
      hint: 'Press Enter to add a tag. Separate several tags with commas.',
    },
    purge: {
      title: 'Delete permanently',
      confirmTitle: (title: string) => `Type the title to confirm: ${title}`,
      confirmCount: (count: number, locale: string) =>
        `Type the number of documents to confirm: ${formatNumber(count, locale)}`,
      warning: 'This cannot be undone. The file, all its versions and the text extracted from them will be deleted.',
      warningForSeveral:
        'This cannot be undone. The files, all their versions and the text extracted from them will be deleted.',
      submit: 'Delete permanently',
      submitForSeveral: (count: number, locale: string) => `Delete ${documentCount(count, locale)} permanently`,
    },
    emptyTrash: { title: 'Empty trash', failed: 'The trash could not be emptied' },

    empty: {
      noMatch: {
        title: 'No matching documents',
        text: 'No document here matches the title, status, matter and tag. To find text inside documents, use Search.',
        clear: 'Clear filters',
      },
      trash: { title: 'The trash is empty', text: 'Documents in the trash can be restored for 30 days.' },
      nothingShared: {
        title: 'No documents yet',
        text: 'Documents that others add to a matter that you are a member of appear here.',
      },
      upload: {
        title: 'Drop PDF files here',
        text: 'Upload contracts, scans or whole folders. LexAI processes every page, so that you can search the documents and see each match on its page.',
        addSamples: 'Add three sample contracts',
      },
    },
  },
})

function documentCount(count: number, locale: string): string {
  return plural(count, {
    one: `${formatNumber(count, locale)} document`,
    other: `${formatNumber(count, locale)} documents`,
  })
}
