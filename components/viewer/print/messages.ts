import { catalogue, plural } from '#components/ui/catalogue.ts'

/** Texts of printing a document. Numbers come in the reader's format; `count` decides between singular and plural. */
export const printMessages = catalogue({
  en: {
    title: 'Print',
    pages: 'Pages',
    allPages: (pageCount: string) => `All ${pageCount}`,
    hint: (page: string, lastPage: string) =>
      `Leave this empty to print all pages, or enter pages such as ${page} or 1-${lastPage}.`,
    invalidPages: (pageCount: string) => `Enter pages between 1 and ${pageCount}, such as 1-3, 7.`,
    includeMarks: 'Include the marks',
    noMarks: 'Nothing is marked on these pages.',
    preparing: 'Preparing the pages',
    prepared: (done: string, count: number, shown: string) =>
      plural(count, { one: `${done} of ${shown} page prepared`, other: `${done} of ${shown} pages prepared` }),
    cancel: 'Cancel',
    print: 'Print',
    tooManyPages: (pageCount: number) =>
      `This document has ${pageCount} pages. To print it, choose Print in the document menu and select the pages.`,
  },
})
