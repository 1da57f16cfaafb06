const offsetBasis = 0x811c9dc5
const prime = 0x01000193

/** The 32-bit FNV-1a hash of a text's UTF-16 code units (draft-eastlake-fnv); pass the hash of a prefix to continue it. */
export function fnv1a(text: string, hash = offsetBasis): number {
  let result = hash
  for (let index = 0; index < text.length; index++) result = Math.imul(result ^ text.charCodeAt(index), prime)
  return result
}
