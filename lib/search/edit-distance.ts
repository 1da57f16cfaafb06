/**
 * The optimal string alignment distance (restricted Damerau–Levenshtein): the number of letters to insert, delete, substitute or
 * transpose with their neighbour. Our own code because of the transpositions: see docs/decisions/edit-distance-counts-transpositions.md.
 */
export function editDistance(a: string, b: string): number {
  let rowBeforeLast: number[] = []
  let lastRow = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const currentRow = [row]
    for (let column = 1; column <= b.length; column++) {
      const substitution = a[row - 1] === b[column - 1] ? 0 : 1
      let distance = Math.min(
        (lastRow[column] ?? 0) + 1,
        (currentRow[column - 1] ?? 0) + 1,
        (lastRow[column - 1] ?? 0) + substitution,
      )
      const isTransposed = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (isTransposed) distance = Math.min(distance, (rowBeforeLast[column - 2] ?? 0) + 1)
      currentRow.push(distance)
    }
    rowBeforeLast = lastRow
    lastRow = currentRow
  }
  return lastRow[b.length] ?? 0
}
