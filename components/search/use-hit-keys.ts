'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { useKeys } from '#components/ui/use-keys.ts'

/** Moving through the hits by keyboard: `j` `k` and arrows, `/` back to the field. `goToFirst` waits until there is a hit. */
export function useHitKeys(
  list: RefObject<HTMLElement | null>,
  field: RefObject<HTMLElement | null>,
  isCurrent: boolean,
) {
  const isWaiting = useRef(false)
  const hits = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])]
  const input = () => field.current?.querySelector('input')

  function move(step: number) {
    const all = hits()
    const here = all.indexOf(document.activeElement as HTMLElement)
    if (here === 0 && step < 0) input()?.focus()
    else all[here < 0 ? 0 : Math.min(here + step, all.length - 1)]?.focus()
  }

  const next = () => move(1)
  const previous = () => move(-1)

  useEffect(() => {
    if (!isWaiting.current || !isCurrent) return
    isWaiting.current = false
    list.current?.querySelector<HTMLElement>('[data-hit]')?.focus()
  })

  useKeys({
    j: next,
    k: previous,
    ArrowDown: next,
    ArrowUp: previous,
    '/': () => {
      input()?.focus()
      input()?.select()
    },
    esc: () => input()?.focus(),
  })

  return {
    goToFirst: () => {
      if (isCurrent) hits()[0]?.focus()
      else isWaiting.current = true
    },
  }
}
