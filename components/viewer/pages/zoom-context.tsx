'use client'
import { createContext, type ReactNode, useMemo, useState } from 'react'
import { useRequiredContext } from '#components/viewer/required-context.ts'
import { setViewerPreferences, useViewerPreferences } from '#components/viewer/shell/viewer-preferences.ts'
import { stepZoom, type Zoom } from './page-size.ts'

type ZoomState = {
  zoom: Zoom
  setZoom: (zoom: Zoom) => void
  stepZoom: (direction: 1 | -1) => void
  /** The factor at which the current page is shown; 1 is 100 %. */
  factor: number
  /** Called by the page list when the factor changes. */
  onFactorChange: (factor: number) => void
}

const ZoomContext = createContext<ZoomState | null>(null)

function useZoom(): ZoomState {
  return useRequiredContext(ZoomContext)
}

export { useZoom }

/** Provides the zoom, which is kept in the preferences of this browser. */
export function ZoomProvider({ children }: { children: ReactNode }) {
  const { zoom } = useViewerPreferences()
  const [factor, setFactor] = useState(1)
  const value = useMemo(
    () => ({
      zoom,
      setZoom: (next: Zoom) => setViewerPreferences({ zoom: next }),
      stepZoom: (direction: 1 | -1) => setViewerPreferences({ zoom: stepZoom(factor, direction) }),
      factor,
      onFactorChange: setFactor,
    }),
    [zoom, factor],
  )
  return <ZoomContext value={value}>{children}</ZoomContext>
}
