import type { EventEmitter } from 'node:events'
import { type IncomingMessage, ServerResponse } from 'node:http'

/** Where Next keeps what it knows of a request (its server/request-meta.ts). */
const requestMeta = Symbol.for('NextInternalRequestMeta')

/**
 * To be called before Next sees a request. What it gives takes off the request and its answer all that Next hangs on them: for an
 * answer that lasts, that is some forty kilobytes which nobody asks for again.
 */
export function rememberWithoutNext(request: IncomingMessage, response: ServerResponse): () => void {
  const before = [request, response].map((emitter) => ({ emitter, own: new Set(listenersOf(emitter)) }))
  return () => {
    for (const { emitter, own } of before) {
      for (const name of emitter.eventNames()) {
        for (const listener of emitter.rawListeners(name)) {
          if (!own.has(listener)) emitter.removeListener(name, listener as () => void)
        }
      }
    }
    // Overwritten, for an object that loses a property becomes a larger one.
    Object.assign(request, { [requestMeta]: undefined })
    Object.assign(response, { setHeader: ServerResponse.prototype.setHeader })
  }
}

function listenersOf(emitter: EventEmitter): unknown[] {
  return emitter.eventNames().flatMap((name) => emitter.rawListeners(name))
}
