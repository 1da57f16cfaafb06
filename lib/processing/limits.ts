/** How processing is divided into job slices, so that a long document does not block short ones; see docs/decisions/documents-are-processed-in-job-slices.md. */
export const processingLimits = {
  /** A job slice hands over to the next after this time, between two batches. */
  sliceMs: 2_000,
  /** Pages written in one transaction. Splitting and indexing block the event loop, so their text is limited too. */
  batchPages: 16,
  batchTextUnits: 48_000,
  /** Of a document's later slices, each fourth has the priority of a first slice, so that a long document is not starved. */
  slicesPerFirstPriority: 4,
  /** How long processing pauses while the disk is full, or the storage or the database does not respond. */
  pauseMs: 5_000,
  /** How often a job may be begun; more means that the document ends the process each time. */
  attempts: 5,
  /** Progress is notified at most this often. */
  notifyEveryMs: 200,
  /** The time to extract a whole document may take: a base, and an allowance for each page. */
  baseExtractMs: 60_000,
  extractMsPerPage: 250,
  /** Files above this size are processed after smaller ones. */
  largeFileBytes: 20 * 1024 * 1024,
} as const
