import { parseZoom, type Zoom } from '#components/viewer/pages/page-size.ts'

/** Preferences of the viewer, kept in localStorage. Widths are in CSS pixels. */
export type ViewerPreferences = {
  contentsWidth: number
  contentsOpen: boolean
  sideWidth: number
  zoom: Zoom
}

export const panelWidths = { min: 180, max: 560, contents: 216, side: 352 }

const storageKey = 'lexai.viewer'

export const defaultPreferences: ViewerPreferences = {
  contentsWidth: panelWidths.contents,
  contentsOpen: true,
  sideWidth: panelWidths.side,
  zoom: 'auto',
}

/** The stored preferences; the default for each that is missing or invalid. */
export function loadPreferences(): ViewerPreferences {
  try {
    return parsePreferences(localStorage.getItem(storageKey))
  } catch {
    return defaultPreferences
  }
}

/** Stores the preferences. Does nothing where storage is full or disabled. */
export function savePreferences(preferences: ViewerPreferences): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(preferences))
  } catch {
    // The preferences then last until the viewer is closed.
  }
}

/** Restricts the width of a panel to the allowed range; `fallback` replaces a value that is not a number. */
export function clampPanelWidth(value: unknown, fallback: number): number {
  const width = typeof value === 'number' && Number.isFinite(value) ? value : fallback
  return Math.round(Math.min(panelWidths.max, Math.max(panelWidths.min, width)))
}

function parsePreferences(json: string | null): ViewerPreferences {
  const value: Record<string, unknown> = json ? JSON.parse(json) : {}
  return {
    contentsWidth: clampPanelWidth(value.contentsWidth, defaultPreferences.contentsWidth),
    contentsOpen: typeof value.contentsOpen === 'boolean' ? value.contentsOpen : defaultPreferences.contentsOpen,
    sideWidth: clampPanelWidth(value.sideWidth, defaultPreferences.sideWidth),
    zoom: parseZoom(String(value.zoom ?? '')) ?? defaultPreferences.zoom,
  }
}
