import { defineErrors } from '#lib/core/define-errors.ts'

export const documentErrors = defineErrors({
  'upload.empty': { status: 400, title: 'The file is empty', help: 'Choose a file that has content.' },
  'upload.malformed': { status: 400, title: 'The upload is incomplete or malformed', help: 'Upload the file again.' },
  'upload.not_pdf': {
    status: 415,
    title: 'The file is not a PDF',
    help: 'LexAI checks the content, not the file name. Export the document as PDF.',
  },
  'document.not_ready': {
    status: 409,
    title: 'The document is still being processed',
    help: 'Follow its events until it is ready.',
  },
})
