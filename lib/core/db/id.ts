import { uuidv7 } from 'uuidv7'

/** A new id: a UUIDv7 (RFC 9562), so that ids sort by creation time. */
export function newId(): string {
  return uuidv7()
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a string from a path has the format of an id. If not, no such resource can exist: respond with 404. */
export function isId(value: string): boolean {
  return uuid.test(value)
}
