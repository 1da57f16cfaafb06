import { defineErrors } from '../define-errors.ts'

/** Why a PDF cannot be read. */
export const pdfErrors = defineErrors({
  'pdf.password_required': {
    status: 422,
    title: 'The PDF is protected by a password',
    help: 'Open it with its password, save a copy without one, and upload the copy.',
  },
  'pdf.damaged': {
    status: 422,
    title: 'The PDF is damaged and cannot be read',
    help: 'Get the file again from its source, or print it to a new PDF.',
  },
  'pdf.no_pages': {
    status: 422,
    title: 'The PDF has no pages',
    help: 'Check that it was exported completely.',
  },
  'pdf.too_complex': {
    status: 422,
    title: 'Processing the PDF exceeds the limits on time or memory',
    help: 'Print it to a new PDF, or split it.',
  },
})
