'use client'
import { useSyncExternalStore } from 'react'
import { parseZoom, type Zoom } from '#components/viewer/pages/page-size.ts'

/** How somebody likes to read, kept in this browser. Widths in CSS pixels. */
export type ViewerPreferences = {
  contentsWidth: number
  contentsOpen: boolean
  sideWidth: number
  zoom: Zoom
}

export const panelWidths = { min: 180, max: 560, contents: 216, side: 352 }

const key = 'lexai.viewer'
const usual: ViewerPreferences = {
  contentsWidth: panelWidths.contents,
  contentsOpen: true,
  sideWidth: panelWidths.side,
  zoom: 'auto',
}
const listeners = new Set<() => void>()
let current: ViewerPreferences | null = null

export function useViewerPreferences(): ViewerPreferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read,
    () => usual,
  )
}

export function setViewerPreferences(change: Partial<ViewerPreferences>): void {
  current = { ...read(), ...change }
  try {
    localStorage.setItem(key, JSON.stringify(current))
  } catch {
    // Storage may be full or forbidden: the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

function read(): ViewerPreferences {
  current ??= parse(stored())
  return current
}

function stored(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function parse(json: string | null): ViewerPreferences {
  try {
    const value: Record<string, unknown> = json ? JSON.parse(json) : {}
    return {
      contentsWidth: clampPanel(value.contentsWidth, usual.contentsWidth),
      contentsOpen: typeof value.contentsOpen === 'boolean' ? value.contentsOpen : usual.contentsOpen,
      sideWidth: clampPanel(value.sideWidth, usual.sideWidth),
      zoom: parseZoom(String(value.zoom ?? '')) ?? usual.zoom,
    }
  } catch {
    return usual
  }
}

export function clampPanel(value: unknown, otherwise: number): number {
  const width = typeof value === 'number' && Number.isFinite(value) ? value : otherwise
  return Math.round(Math.min(panelWidths.max, Math.max(panelWidths.min, width)))
}
