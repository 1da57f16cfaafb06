'use client'
import { useSyncExternalStore } from 'react'
import { parseZoom, type Zoom } from '#components/viewer/pages/page-size.ts'

/** Preferences of the viewer, kept in localStorage. Widths are in CSS pixels. */
export type ViewerPreferences = {
  contentsWidth: number
  contentsOpen: boolean
  sideWidth: number
  zoom: Zoom
}

export const panelWidths = { min: 180, max: 560, contents: 216, side: 352 }

const key = 'lexai.viewer'
const defaults: ViewerPreferences = {
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
    () => defaults,
  )
}

export function setViewerPreferences(change: Partial<ViewerPreferences>): void {
  current = { ...read(), ...change }
  try {
    localStorage.setItem(key, JSON.stringify(current))
  } catch {
    // Storage may be full or disabled: the preference is then kept until the page is closed.
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
      contentsWidth: clampPanel(value.contentsWidth, defaults.contentsWidth),
      contentsOpen: typeof value.contentsOpen === 'boolean' ? value.contentsOpen : defaults.contentsOpen,
      sideWidth: clampPanel(value.sideWidth, defaults.sideWidth),
      zoom: parseZoom(String(value.zoom ?? '')) ?? defaults.zoom,
    }
  } catch {
    return defaults
  }
}

export function clampPanel(value: unknown, fallback: number): number {
  const width = typeof value === 'number' && Number.isFinite(value) ? value : fallback
  return Math.round(Math.min(panelWidths.max, Math.max(panelWidths.min, width)))
}
