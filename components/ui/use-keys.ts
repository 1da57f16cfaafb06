'use client'
import { useEffect, useRef } from 'react'

type KeyHandlers = Record<string, ((event: KeyboardEvent) => void) | undefined>

/** Fields, and overlays above the page: while one of them has the focus, plain keys belong to it. */
const keyOwnerSelector =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

function isKeyOwner(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(keyOwnerSelector) !== null
}

function keyName(event: KeyboardEvent): string {
  const key = { ' ': 'space', Escape: 'esc', Enter: 'enter' }[event.key] ?? event.key
  return event.ctrlKey || event.metaKey ? `mod+${key.toLowerCase()}` : event.altKey ? `alt+${key}` : key
}

/** Who listens, in the order in which they came. */
type Listener = { handlers: { current: KeyHandlers }; isFrame: boolean }
const listening: Listener[] = []

/** The one who came last is asked first, the frame around the page after all others: a page's key wins over the same key of the frame. */
function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const name = keyName(event)
  if (!name.startsWith('mod+') && isKeyOwner(event.target)) return
  const isTaking = ({ handlers }: Listener) => handlers.current[name] !== undefined
  const taker = listening.findLast((each) => !each.isFrame && isTaking(each)) ?? listening.findLast(isTaking)
  const handler = taker?.handlers.current[name]
  if (!handler) return
  event.preventDefault()
  handler(event)
}

/**
 * Keys for the whole page while the component is there: `{ j: next, '?': showShortcuts, 'mod+k': openPalette }`
 * (`mod` is Ctrl or Cmd; `esc`, `enter`, `space`).
 * `isFrame` is for keys that work everywhere unless the page has another use for them.
 * Plain keys are left alone while somebody types or an overlay is open; what a handler takes goes no further.
 */
export function useKeys(handlers: KeyHandlers, { isEnabled = true, isFrame = false } = {}): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    if (!isEnabled) return
    const listener: Listener = { handlers: latest, isFrame }
    if (listening.push(listener) === 1) document.addEventListener('keydown', onKeyDown)
    return () => {
      listening.splice(listening.indexOf(listener), 1)
      if (listening.length === 0) document.removeEventListener('keydown', onKeyDown)
    }
  }, [isEnabled, isFrame])
}
