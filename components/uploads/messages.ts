import { catalogue, plural } from '#components/ui/catalogue.ts'

/** Sizes and remaining times are formatted for the locale of the reader: `1.4 MB`, `8 s`. */
export const uploadMessages = catalogue({
  en: {
    choose: {
      files: 'PDF files',
      folder: 'Folder of PDF files',
      uploadFolder: 'Upload folder',
      uploadFiles: 'Upload PDFs',
      /** The visible label where there is little room. */
      uploadFilesShort: 'Upload',
    },
    drop: {
      toUpload: 'Drop files to upload',
      toUploadToMatter: (matter: string) => `Drop files to upload to ${matter}`,
    },
    rejected: {
      file: (name: string) => `“${name}” is not a PDF`,
      files: (count: number) =>
        plural(count, { one: `${count} file is not a PDF`, other: `${count} files are not PDFs` }),
      othersUploaded: 'Only the PDF files are uploaded.',
      noneUploaded: 'LexAI accepts PDF files only. Export the document as a PDF.',
    },

    panel: {
      label: 'Uploads',
      files: 'Files',
      progress: 'All uploads',
      retryAll: 'Retry all',
      collapse: 'Collapse',
      expand: 'Expand',
      cancelRemaining: 'Cancel remaining uploads',
    },
    /** The summary in the heading of the panel. */
    summary: {
      paused: (stored: number, count: number) => `${stored} of ${count} · Waiting for connection`,
      uploading: (stored: number, count: number, sent: string, size: string) =>
        `${stored} of ${count} · ${sent} of ${size}`,
      uploadingWithTime: (stored: number, count: number, sent: string, size: string, left: string) =>
        `${stored} of ${count} · ${sent} of ${size} · ${left} left`,
      processed: (processed: number, stored: number) => `${processed} of ${stored} processed`,
      uploaded: (count: number) => `${count} uploaded`,
      duplicates: (count: number) => plural(count, { one: `${count} duplicate`, other: `${count} duplicates` }),
      failed: (count: number) => `${count} failed`,
      nothing: 'No files uploaded',
    },

    state: {
      queued: (size: string) => `Queued · ${size}`,
      checking: 'Checking for duplicates',
      uploading: (name: string) => `Uploading ${name}`,
      sent: (sent: string, size: string) => `${sent} of ${size}`,
      sentWithTime: (sent: string, size: string, left: string) => `${sent} of ${size} · ${left} left`,
      storing: (size: string) => `${size} sent · Saving`,
      stored: 'Uploaded',
      cancelled: 'Cancelled',
      requestId: (id: string) => `Request ID: ${id}`,
      duplicateOf: 'Duplicate of {document}',
      storedDuplicateOf: 'Uploaded · Duplicate of {document}',
      anotherDocument: 'another document',
      selectedTwice: 'Selected twice',
      selectedTwiceAs: (name: string) => `Selected twice · Same content as ${name}`,
    },
    actions: {
      removeFromList: (name: string) => `Remove ${name} from the list`,
      cancel: (name: string) => `Cancel upload of ${name}`,
      retry: (name: string) => `Retry upload of ${name}`,
      uploadAnyway: 'Upload anyway',
    },
  },
})
