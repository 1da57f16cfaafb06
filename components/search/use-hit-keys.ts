'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { useKeys } from '#components/ui/use-keys.ts'

/**
 * Keyboard navigation through the hits: `j` `k` and the arrow keys, `/` and Esc return to the field. `focusFirstHit` focuses the
 * first hit as soon as the results of the current query are loaded.
 */
export function useHitKeys(
  list: RefObject<HTMLElement | null>,
  field: RefObject<HTMLElement | null>,
  isCurrent: boolean,
) {
  const isFocusPending = useRef(false)
  const hits = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])]
  const input = () => field.current?.querySelector('input')

  function move(step: number) {
    const all = hits()
    const focused = all.findIndex((hit) => hit.matches(':focus'))
    if (focused === 0 && step < 0) input()?.focus()
    else all[focused < 0 ? 0 : Math.min(focused + step, all.length - 1)]?.focus()
  }

  const next = () => move(1)
  const previous = () => move(-1)

  useEffect(() => {
    if (!isFocusPending.current || !isCurrent) return
    isFocusPending.current = false
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
    focusFirstHit: () => {
      if (isCurrent) hits()[0]?.focus()
      else isFocusPending.current = true
    },
  }
}
