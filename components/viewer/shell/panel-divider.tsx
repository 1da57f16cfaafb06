'use client'
import { type PointerEvent, useRef } from 'react'
import { clampPanel, panelWidths } from './viewer-preferences.ts'

type Props = {
  label: string
  /** The side of the divider that the panel is on. */
  panel: 'left' | 'right'
  width: number
  defaultWidth: number
  onResize: (width: number) => void
}

/** The divider between a panel and the pages. Dragging it or the arrow keys resize the panel; a double click restores the default. */
export function PanelDivider({ label, panel, width, defaultWidth, onResize }: Props) {
  const start = useRef<{ x: number; width: number } | null>(null)
  const sign = panel === 'left' ? 1 : -1
  const resize = (next: number) => onResize(clampPanel(next, defaultWidth))
  const keys: Record<string, number> = {
    ArrowLeft: width - 16 * sign,
    ArrowRight: width + 16 * sign,
    Home: panelWidths.min,
    End: panelWidths.max,
  }
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) resize(start.current.width + (event.clientX - start.current.x) * sign)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget, not a thematic break
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={panelWidths.min}
      aria-valuemax={panelWidths.max}
      tabIndex={0}
      onKeyDown={(event) => {
        const next = keys[event.key]
        if (next === undefined) return
        event.preventDefault()
        resize(next)
      }}
      onDoubleClick={() => resize(defaultWidth)}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null
      }}
      onPointerCancel={() => {
        start.current = null
      }}
      className="relative z-10 w-px shrink-0 cursor-col-resize touch-none bg-line transition-colors after:absolute after:inset-y-0 after:-left-1.5 after:w-3 hover:bg-accent focus-visible:bg-accent"
    />
  )
}
