import { uuidv7 } from 'uuidv7'

/** A fresh id: UUIDv7 (RFC 9562), so that ids sort by the time they were made. */
export function newId(): string {
  return uuidv7()
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a string from a path can be an id at all. One that cannot names nothing: answer "not found". */
export function isId(value: string): boolean {
  return uuid.test(value)
}
