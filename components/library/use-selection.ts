'use client'
import { useState } from 'react'

/** The selected ones of the listed documents. `toggle` with `isRange` selects from the last toggled one. */
export function useSelection(ids: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string | null>(null)
  const selected = new Set(ids.filter((id) => chosen.has(id)))

  function toggle(id: string, isRange = false) {
    const next = new Set(selected)
    const from = anchor && isRange ? ids.indexOf(anchor) : -1
    const to = ids.indexOf(id)
    const isSelecting = !selected.has(id)
    const range = from >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
    for (const each of range) {
      if (isSelecting) next.add(each)
      else next.delete(each)
    }
    setAnchor(id)
    setChosen(next)
  }
  return {
    selected,
    toggle,
    clear: () => setChosen(new Set()),
    selectAll: () => setChosen(new Set(ids)),
  }
}
