import { z } from 'zod'
import { wholeNumber } from '#lib/core/http/input/whole-number.ts'

export const maxTitleLength = 300
export const maxTags = 50
/** PDF readers accept the header `%PDF-` anywhere within the first 1024 bytes. */
export const pdfMagicWithinBytes = 1024

export const documentStatuses = ['queued', 'processing', 'ready', 'failed'] as const
export type DocumentStatus = (typeof documentStatuses)[number]

/** Whether processing has finished; only reprocessing or a new version changes the status then. */
export function isSettled(status: DocumentStatus): boolean {
  return status === 'ready' || status === 'failed'
}

const title = z.string().trim().min(1).max(maxTitleLength)
const tag = z.string().trim().min(1).max(64)
const tags = z
  .array(tag)
  .max(maxTags)
  .transform((values) => [...new Set(values)])

/** The fields of an upload in addition to the file. */
export const uploadFields = z.strictObject({
  matterId: z.string().optional(),
  title: title.optional(),
  tags: tags.optional(),
})
export type UploadFields = z.output<typeof uploadFields>

/** All parts of an upload, for the OpenAPI document. */
export const uploadForm = uploadFields.extend({ file: z.string().meta({ format: 'binary' }) })

export const addSamplesInput = z.strictObject({ matterId: z.uuid().nullish() })
export type AddSamplesInput = z.output<typeof addSamplesInput>

export const updateDocumentInput = z.strictObject({
  title: title.optional(),
  /** In a merge patch, null removes the member: no tags. */
  tags: tags
    .nullable()
    .transform((values) => values ?? [])
    .optional(),
  matterId: z.string().optional(),
})
export type UpdateDocumentInput = z.output<typeof updateDocumentInput>

/** The sort fields of the list; a leading `-` means descending order. */
export const documentSortFields = ['createdAt', 'updatedAt', 'title', 'status', 'pageCount', 'bytes'] as const
export type DocumentSortField = (typeof documentSortFields)[number]

const oneOrMany = <Item extends z.ZodType>(item: Item) =>
  z
    .union([item, z.array(item)])
    .transform((value) => (Array.isArray(value) ? value : [value]) as z.output<Item>[])
    .optional()

export const documentFilters = z.object({
  matterId: z.string().optional(),
  status: oneOrMany(z.enum(documentStatuses)).describe('May be repeated: documents with any of the values.'),
  tag: oneOrMany(z.string()).describe('May be repeated: documents with all of the values.'),
  q: z.string().max(200).optional().describe('Words that must all occur in the title, the file name or the tags.'),
  sha256: oneOrMany(z.string().regex(/^[0-9a-f]{64}$/)).describe(
    'Documents whose current version has exactly these bytes.',
  ),
  trashed: z.stringbool().default(false),
  sort: z
    .enum(documentSortFields.flatMap((field) => [field, `-${field}`] as const))
    .default('-createdAt')
    .describe('A leading - means descending order.'),
})
export type DocumentFilters = z.output<typeof documentFilters>

export const trashFilter = z.object({ matterId: z.string().optional() })
export type TrashFilter = z.output<typeof trashFilter>

/** `before` protects documents that were moved to the trash after the user viewed it. */
export const emptyTrashQuery = trashFilter.extend({
  before: z.iso
    .datetime()
    .transform((time) => new Date(time))
    .describe('Only documents that were in the trash at this time.'),
})

export const trashSchema = z.object({
  documents: z.number().int().describe('The number of documents in the trash that you may permanently delete.'),
  latest: z.iso.datetime().nullable().describe('When the latest of them was moved to the trash; a value for `before`.'),
})
export type TrashBody = z.output<typeof trashSchema>

const person = z.object({ id: z.string(), name: z.string() })
const failure = z.object({ code: z.string(), detail: z.string() }).nullable()

export const documentSchema = z.object({
  id: z.string(),
  matterId: z.string(),
  title: z.string(),
  tags: z.array(z.string()),
  status: z.enum(documentStatuses),
  pageCount: z.number().int().nullable().describe('Null until the file has been opened.'),
  pagesDone: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
  fileName: z.string(),
  version: z.number().int(),
  duplicateOf: z
    .string()
    .nullable()
    .describe('An accessible document that had the same bytes when this one was uploaded.'),
  failure,
  coverage: z
    .object({ pages: z.number().int(), text: z.number().int(), ocr: z.number().int(), unreadable: z.number().int() })
    .describe(
      'The number of pages, and how many have text, were recognised (OCR), or are unreadable. A blank page counts as text. If the file could not be read, all pages are unreadable, or one if their number is unknown.',
    ),
  createdBy: person,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  deletedAt: z.iso.datetime().nullable(),
})
export type DocumentBody = z.output<typeof documentSchema>

export const versionSchema = z.object({
  version: z.number().int(),
  sha256: z.string(),
  bytes: z.number().int(),
  fileName: z.string(),
  status: z.enum(documentStatuses),
  pageCount: z.number().int().nullable(),
  pagesDone: z.number().int(),
  failure,
  createdBy: person,
  createdAt: z.iso.datetime(),
})
export type VersionBody = z.output<typeof versionSchema>

export const pageSchema = z.object({
  number: z.number().int(),
  width: z.number(),
  height: z.number(),
  source: z.enum(['text', 'ocr', 'none']),
  confidence: z.number().nullable(),
  text: z.string(),
  words: z
    .array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]))
    .describe('[start, end, x, y, w, h]: UTF-16 offsets into text, x, y, w and h in points from the top left corner.'),
})
export type PageBody = z.output<typeof pageSchema>

export const progressSchema = z.object({
  status: z.enum(documentStatuses),
  pagesDone: z.number().int(),
  pageCount: z.number().int().nullable(),
})
export type ProgressBody = z.output<typeof progressSchema>

/**
 * The widths in pixels at which page images are stored after rendering; LexAI's own pages use these. Other widths are rendered for each
 * request, so that requests for many widths cannot fill the disk.
 */
export const keptImageWidths = [160, 320, 480, 640, 960, 1280, 1920] as const
export type KeptImageWidth = (typeof keptImageWidths)[number]

/** The query parameter of all routes below a document: a version other than the current one. */
export const versionQuery = z.object({ version: wholeNumber(1, 1_000_000).optional() })

export const pageParams = z.object({ id: z.string(), n: wholeNumber(1, 1_000_000) })

export const titleSuggestionSchema = z.object({
  title: z.string(),
  source: z
    .enum(['metadata', 'file_name'])
    .describe('The source of the title: the metadata of the PDF, or its file name.'),
})
export type TitleSuggestion = z.output<typeof titleSuggestionSchema>
