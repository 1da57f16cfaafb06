import { AppError } from '../../errors.ts'
import { entityTag, findMatch, matchesStrongly, parseTags, revisionOf } from '../entity-tag.ts'

/** The caller's If-Match and If-None-Match for a resource that it changes: optimistic concurrency control. */
export type Precondition = {
  /**
   * Throws `request.precondition_failed` unless If-Match names this revision, and `request.precondition_required` where it is required
   * and missing. Call it in the transaction, on the locked row, after access was checked. Only the revision in the tag counts, because
   * the digest also changes with derived values such as progress.
   */
  require: (revision: number) => void
  /** The same for a resource whose whole tag changes only with its content. */
  requireTag: (current: string) => void
  /** The same for a resource without a revision. `read` returns its JSON body, and is called only where a header was sent. */
  requireBody: (read: () => Promise<unknown>) => Promise<void>
}

/** For commands that are not called by HTTP. */
export const noPrecondition: Precondition = { require: () => {}, requireTag: () => {}, requireBody: async () => {} }

/** Evaluates If-Match before If-None-Match (RFC 9110, 13.2.2). With `isRequired` a missing If-Match is an error. */
export function parsePrecondition(headers: Headers, isRequired: boolean): Precondition {
  const ifMatch = headers.get('if-match')
  const ifNoneMatch = headers.get('if-none-match')
  if (!isRequired && ifMatch === null && ifNoneMatch === null) return noPrecondition
  const requireIfMatch = () => {
    if (isRequired && ifMatch === null) throw new AppError('request.precondition_required')
  }
  const requireTag = (current: string) => {
    requireIfMatch()
    const isStale = ifMatch !== null && !matchesStrongly(ifMatch, current)
    const isKnown = ifNoneMatch !== null && findMatch(ifNoneMatch, current) !== null
    if (isStale || isKnown) throw new AppError('request.precondition_failed')
  }
  return {
    require(revision) {
      const names = (tag: string) => tag === '*' || revisionOf(tag.replace(/^W\//, '')) === revision
      const strongly = (tag: string) => !tag.startsWith('W/') && names(tag)
      requireIfMatch()
      if (ifMatch !== null && !parseTags(ifMatch).some(strongly)) throw new AppError('request.precondition_failed')
      if (ifNoneMatch !== null && parseTags(ifNoneMatch).some(names)) throw new AppError('request.precondition_failed')
    },
    requireTag,
    requireBody: async (read) => requireTag(entityTag(JSON.stringify(await read()))),
  }
}
