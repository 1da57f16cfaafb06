/**
 * The priorities of all jobs; lower runs first. Processing is shared fairly between users (fair-priority.ts): there, priorities are
 * virtual time, and these are offsets to the priority of the job that is served next.
 */
export const priorities = {
  /** Mail runs first, because people need it to sign in. */
  mail: -10,
  /** The first slice of a document. */
  firstSlice: 0,
  /** The first slice of a large file: behind the first slices of smaller ones, before later slices. */
  firstSliceOfLargeFile: 3,
  /** Later slices of a document. */
  laterSlice: 5,
  /** Reprocessing of everything: behind all that is shared fairly. PostgreSQL keeps priorities as smallint. */
  background: 32_000,
} as const
