'use client'
import { useState } from 'react'

/** Which of the listed are selected. What leaves the list leaves the selection. */
export function useSelection(ids: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string | null>(null)
  const selected = new Set(ids.filter((id) => chosen.has(id)))

  function toggle(id: string, isRange = false) {
    const next = new Set(selected)
    const from = anchor && isRange ? ids.indexOf(anchor) : -1
    const to = ids.indexOf(id)
    const isOn = !selected.has(id)
    const span = from >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
    for (const each of span) {
      if (isOn) next.add(each)
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
