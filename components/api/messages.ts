import { catalogue } from '#components/ui/catalogue.ts'

/** Errors that do not come from the server as problem details. */
export const apiMessages = catalogue({
  en: {
    serverError: 'Something went wrong',
    pageError: 'Something went wrong on this page',
    networkError: 'LexAI could not be reached',
    networkErrorHint: 'Check the connection and try again.',
  },
})
