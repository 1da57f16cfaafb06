declare const gate: unique symbol

/** The id of a document that passed the access condition for the principal of this request: never one that a client only named. */
export type VisibleDocumentId = string & { readonly [gate]: 'document' }

/** The id of a matter in which the principal of this request holds a role. */
export type VisibleMatterId = string & { readonly [gate]: 'matter' }

/** A new document is visible to its creator because its matter is. */
export function toVisibleDocumentId(id: string, _matterId: VisibleMatterId): VisibleDocumentId {
  return id as VisibleDocumentId
}
