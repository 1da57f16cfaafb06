import type { EventEmitter } from 'node:events'
import { type IncomingMessage, ServerResponse } from 'node:http'

/** The symbol under which Next stores metadata on a request (its server/request-meta.ts). */
const requestMeta = Symbol.for('NextInternalRequestMeta')

/**
 * Call it before Next handles the request. The function that it returns removes everything that Next has attached to the request and the response
 * since: listeners and metadata, about 40 KB per open event stream.
 */
export function prepareNextRemoval(request: IncomingMessage, response: ServerResponse): () => void {
  const before = [request, response].map((emitter) => ({ emitter, own: new Set(listenersOf(emitter)) }))
  return () => {
    for (const { emitter, own } of before) {
      for (const name of emitter.eventNames()) {
        for (const listener of emitter.rawListeners(name)) {
          if (!own.has(listener)) emitter.removeListener(name, listener as () => void)
        }
      }
    }
    // Overwritten, because V8 needs more memory for an object from which a property was deleted.
    Object.assign(request, { [requestMeta]: undefined })
    Object.assign(response, { setHeader: ServerResponse.prototype.setHeader })
  }
}

function listenersOf(emitter: EventEmitter): unknown[] {
  return emitter.eventNames().flatMap((name) => emitter.rawListeners(name))
}
