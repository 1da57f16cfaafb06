import { AppError } from '../../errors.ts'
import { entityTag, findMatch, matchesStrongly, parseTags, revisionOf } from '../entity-tag.ts'

/** What the caller believes about the resource it wants to change. */
export type Precondition = {
  /**
   * Throws `request.precondition_failed` unless the caller's If-Match names this revision, `request.precondition_required` where
   * the route needs one and none came. Call it inside the transaction, on the locked row, after it is clear that the caller may
   * see it: so a missing resource is 404 first. Only the revision in the tag counts: its rest moves with what the server
   * derives, such as progress.
   */
  require: (revision: number) => void
  /** The same for a resource whose whole tag moves with its changes alone. */
  requireTag: (current: string) => void
  /**
   * The same for a resource that has no revision, by the tag of all that a read of it gives now. `read` makes the body as `json` is
   * given it, and is not called where nothing was asked.
   */
  requireBody: (read: () => Promise<unknown>) => Promise<void>
}

/** For commands that are called without HTTP. */
export const anyRevision: Precondition = { require: () => {}, requireTag: () => {}, requireBody: async () => {} }

/** Reads If-Match and If-None-Match in RFC 9110's order (13.2.2) for a request that changes something. */
export function preconditionOf(headers: Headers, isRequired: boolean): Precondition {
  const ifMatch = headers.get('if-match')
  const ifNoneMatch = headers.get('if-none-match')
  if (!isRequired && ifMatch === null && ifNoneMatch === null) return anyRevision
  const refuseMissing = () => {
    if (isRequired && ifMatch === null) throw new AppError('request.precondition_required')
  }
  const requireTag = (current: string) => {
    refuseMissing()
    const isOther = ifMatch !== null && !matchesStrongly(ifMatch, current)
    const isKnown = ifNoneMatch !== null && findMatch(ifNoneMatch, current) !== null
    if (isOther || isKnown) throw new AppError('request.precondition_failed')
  }
  return {
    require(revision) {
      const names = (tag: string) => tag === '*' || revisionOf(tag.replace(/^W\//, '')) === revision
      const strongly = (tag: string) => !tag.startsWith('W/') && names(tag)
      refuseMissing()
      if (ifMatch !== null && !parseTags(ifMatch).some(strongly)) throw new AppError('request.precondition_failed')
      if (ifNoneMatch !== null && parseTags(ifNoneMatch).some(names)) throw new AppError('request.precondition_failed')
    },
    requireTag,
    requireBody: async (read) => requireTag(entityTag(JSON.stringify(await read()))),
  }
}
