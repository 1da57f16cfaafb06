import { catalogue, plural } from '#components/ui/catalogue.ts'

/** Texts of the panel Details. Numbers come in the reader's format; `count` decides between singular and plural. */
export const detailsMessages = catalogue({
  en: {
    matter: 'Matter',
    moveToTrash: 'Move to trash',
    processing: {
      title: 'Processing',
      text: 'If words are missing or in the wrong place, process the document again. LexAI may read it better by now.',
      start: 'Process again',
    },
    title: {
      label: 'Title',
      required: 'A document needs a title.',
      save: 'Save',
      cancel: 'Cancel',
    },
    tags: {
      label: 'Tags',
      add: 'Add a tag',
    },
    facts: {
      added: 'Added',
      addedBy: '{time} by {name}',
      modified: 'Modified',
      pages: 'Pages',
      unknownPages: 'Unknown',
      pendingPages: 'Not known yet',
      allWithText: 'all with text',
      withText: (shown: string) => `${shown} with text`,
      recognized: (shown: string) => `${shown} with recognized text (OCR)`,
      unreadable: (shown: string) => `${shown} not readable`,
      file: 'File',
      size: 'Size',
      bytes: (count: number, shown: string) => plural(count, { one: `${shown} byte`, other: `${shown} bytes` }),
      digest: 'SHA-256',
      copyDigest: 'Copy the SHA-256',
      copied: 'Copied',
      duplicateOf: 'Duplicate of',
      earlierDocument: 'an earlier document',
    },
    versions: {
      title: 'Versions',
      loading: 'Loading the versions',
      version: (version: number) => `Version ${version}`,
      open: 'Open',
      newest: 'Newest',
      failed: 'Could not be read',
      createdBy: (size: string) => `{time} by {name} · ${size}`,
      download: (version: number) => `Download version ${version}`,
    },
    upload: {
      start: 'Upload a new version',
      uploading: (fileName: string) => `Uploading ${fileName}`,
      progress: (sent: string, total: string) => `${sent} of ${total}`,
      cancel: 'Cancel',
      unchanged: 'The file is identical to the newest version, so no version was added',
      stored: (version: number) => `Version ${version} was uploaded and is being processed`,
    },
    conflict: {
      title: 'Somebody else changed this document',
      textKept: 'Their change is shown now. Your text is still in its field: save it again to replace theirs.',
      textDropped: 'Their change is shown now. Your change was not saved.',
    },
  },
})
