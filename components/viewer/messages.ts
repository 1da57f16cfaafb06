import { catalogue, plural } from '#components/ui/catalogue.ts'

/** Texts of the document viewer, except for its panels Find and Details and the print dialog. `shown`: a number in the reader's format. */
export const viewerMessages = catalogue({
  en: {
    toolbar: {
      showContents: 'Show the contents',
      hideContents: 'Hide the contents',
      showSidePanel: 'Show the side panel',
      hideSidePanel: 'Hide the side panel',
      previousPage: 'Previous page',
      nextPage: 'Next page',
    },
    pageField: {
      label: (pageCount: number) => `Page number, 1 to ${pageCount}`,
      pageOf: (shown: string) => `{page} of ${shown}`,
    },
    zoom: {
      label: 'Zoom',
      current: (percent: string) => `Zoom, ${percent}`,
      percent: (value: number) => `${value} %`,
      zoomIn: 'Zoom in',
      zoomOut: 'Zoom out',
      readingSize: 'Reading size',
      fitWidth: 'Fit the width',
      fitPage: 'Fit the page',
    },
    menu: {
      trigger: 'More',
      label: 'Document',
      find: 'Find',
      details: 'Details',
      copyLink: 'Copy a link to this page',
      download: 'Download the original',
      open: 'Open the original',
      print: 'Print',
      keys: 'Keyboard shortcuts',
    },
    panels: {
      contents: 'Contents',
      contentsWidth: 'Width of the contents',
      side: 'Side panel',
      sideWidth: 'Width of the side panel',
      about: 'About the document',
      find: 'Find',
      details: 'Details',
    },
    narrow: {
      toolbar: 'Document tools',
      sheet: 'In this document',
    },
    notices: {
      dismiss: 'Close',
      olderVersion: (version: number) => `This is version ${version}. There is a newer one.`,
      openVersion: (version: number) => `Open version ${version}`,
      processing: (title: string) => `Processing ${title}`,
      queued: 'Queued for processing. You can already read the pages.',
      searchablePages: (done: string, total: string) => `${done} of ${total} pages can be searched so far`,
      unreadablePages: (count: number, shown: string, total: string) =>
        plural(count, {
          one: `${shown} of ${total} pages could not be read. Its text cannot be found or marked.`,
          other: `${shown} of ${total} pages could not be read. Their text cannot be found or marked.`,
        }),
    },
    loading: 'Loading the document',
    failure: {
      title: 'This file could not be read',
      download: 'Download the original',
      pagesTitle: 'The pages could not be loaded',
      pagesText: 'Check the connection and try again. The original can still be downloaded.',
      retry: 'Try again',
    },
    notFound: {
      title: 'Document not found',
      text: 'It may be in the trash, permanently deleted, or in a matter that you are not a member of.',
      toLibrary: 'Go to the library',
      toTrash: 'Open the trash',
    },
    accessLost: {
      title: 'You no longer have access',
      text: 'The document was moved to the trash or deleted, or you were removed from its matter.',
    },
    pages: {
      label: 'Pages',
      page: (page: number) => `Page ${page}`,
      pageOf: (page: number, pageCount: number) => `Page ${page} of ${pageCount}`,
      readableOnly: 'This page could not be displayed. Its text can still be found and copied.',
      failed: 'This page could not be displayed. Download the original to see it.',
    },
    contents: {
      show: 'Show',
      outline: 'Outline',
      pages: 'Pages',
      expand: 'Expand',
      collapse: 'Collapse',
      untitled: 'Untitled',
    },
    selection: {
      label: 'Selected words',
      copyLink: 'Copy a link',
      find: 'Find',
    },
    links: {
      textCopied: 'A link to the selected words was copied',
      pageCopied: (page: number) => `A link to page ${page} was copied`,
    },
    passage: {
      label: (quote: string) => `Marked passage: ${quote}`,
      announcement: (page: number, quote: string) => `Page ${page}, marked: ${quote}`,
      incompleteLink: 'The link to a passage is incomplete, so nothing is marked.',
      noVersion: (version: number) =>
        `The link points to version ${version}, which does not exist, so nothing is marked.`,
      noPage: (page: number) => `The link points to page ${page}, which does not exist, so nothing is marked.`,
      unreadablePage: (page: number) => `Page ${page} could not be read, so nothing is marked.`,
      pendingPage: (page: number) => `The passage will be marked as soon as page ${page} has been processed.`,
      changed: (page: number) =>
        `The text on page ${page} has changed since this link was created, so nothing is marked.`,
    },
  },
})
