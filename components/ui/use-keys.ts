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

type KeyListener = { handlers: { current: KeyHandlers }; isGlobal: boolean }

/** The mounted `useKeys` hooks. The last one mounted takes precedence, and those of a page over global ones. */
class KeyListeners {
  readonly #listeners: KeyListener[] = []

  add(listener: KeyListener): void {
    if (this.#listeners.push(listener) === 1) document.addEventListener('keydown', this.#onKeyDown)
  }

  remove(listener: KeyListener): void {
    this.#listeners.splice(this.#listeners.indexOf(listener), 1)
    if (this.#listeners.length === 0) document.removeEventListener('keydown', this.#onKeyDown)
  }

  #onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const name = keyName(event)
    if (!name.startsWith('mod+') && isKeyOwner(event.target)) return
    const handles = ({ handlers }: KeyListener) => handlers.current[name] !== undefined
    const listener =
      this.#listeners.findLast((each) => !each.isGlobal && handles(each)) ?? this.#listeners.findLast(handles)
    const handler = listener?.handlers.current[name]
    if (!handler) return
    event.preventDefault()
    handler(event)
  }
}

const keyListeners = new KeyListeners()

/**
 * Handles keys on the whole page while the component is mounted: `{ j: next, '?': showShortcuts, 'mod+k': openPalette }` (`mod` is Ctrl
 * or Cmd; `esc`, `enter`, `space`). A handler prevents the default action. `isGlobal`: the handlers of pages take precedence.
 * Plain keys are not handled while the focus is in a field or an overlay is open.
 */
export function useKeys(handlers: KeyHandlers, { isEnabled = true, isGlobal = false } = {}): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    if (!isEnabled) return
    const listener: KeyListener = { handlers: latest, isGlobal }
    keyListeners.add(listener)
    return () => keyListeners.remove(listener)
  }, [isEnabled, isGlobal])
}
