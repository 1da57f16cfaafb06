import { guideCode } from './guide-code.ts'
import { developersMessages } from './messages.ts'

/** A chapter of the page for developers: an explanation, and code samples that can be run as they are. */
export type Guide = { id: string; title: string; text: string; samples: { label: string; code: string }[] }

/** `origin` is the origin of this server, which the code samples call. */
export function guides(origin: string): Guide[] {
  const { start, keys, cors, changes, idempotency, lists, streams, errors } = developersMessages.guides
  const code = guideCode(origin)
  return [
    toGuide('start', start, [
      { label: start.signIn, code: code.signIn },
      { label: start.refresh, code: code.refresh },
    ]),
    toGuide('keys', keys, [{ label: keys.use, code: code.key }]),
    toGuide('cors', cors, [{ label: cors.upload, code: code.crossOriginUpload }]),
    toGuide('changes', changes, [{ label: changes.change, code: code.conditionalChange }]),
    toGuide('idempotency', idempotency, [{ label: idempotency.upload, code: code.idempotentUpload }]),
    toGuide('lists', lists, [{ label: lists.readAll, code: code.wholeList }]),
    toGuide('streams', streams, [
      { label: streams.curl, code: code.events },
      { label: streams.fetch, code: code.eventsWithFetch },
    ]),
    toGuide('errors', errors, [{ label: errors.example, code: code.problem }]),
  ]
}

function toGuide(id: string, { title, text }: { title: string; text: string }, samples: Guide['samples']): Guide {
  return { id, title, text, samples }
}
