/** How reading is parted, so that one long document never keeps short ones waiting; see docs/decisions/documents-are-processed-in-job-slices.md. */
export const ingestLimits = {
  /** A job hands over to the next after this much time, though not in the middle of a batch. */
  turnMs: 2_000,
  /** Pages written in one transaction; splitting and indexing them holds up the process, so the text counts too. */
  batchPages: 16,
  batchTextUnits: 48_000,
  /** Later turns of a document come this far behind what is served now; each fourth is served next. */
  laterTurnPriority: 5,
  turnsPerFairTurn: 4,
  /** How long processing pauses while the disk is full, or the storage or the database does not answer. */
  pauseMs: 5_000,
  /** How often a job may be begun: more means that reading brings the process down each time. */
  attempts: 5,
  /** Progress is told at most this often. */
  notifyEveryMs: 200,
  /** Reading time of a whole document: a start, and something for each page. */
  baseReadMs: 60_000,
  readMsPerPage: 250,
} as const
