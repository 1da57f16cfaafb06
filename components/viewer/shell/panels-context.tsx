'use client'
import { createContext, type ReactNode, useMemo, useState } from 'react'
import { useRequiredContext } from '#components/viewer/required-context.ts'
import { type SideTab, useViewerUrl } from '#components/viewer/viewer-url.ts'

type Panels = {
  /** The open tab of the side panel; null where the panel is closed. */
  sideTab: SideTab | null
  openSideTab: (tab: SideTab | null) => void
  /** Whether the contents are open as a sheet on narrow screens. On wide screens a preference decides. */
  isContentsSheetOpen: boolean
  setContentsSheetOpen: (isOpen: boolean) => void
  isPrintDialogOpen: boolean
  setPrintDialogOpen: (isOpen: boolean) => void
}

const PanelsContext = createContext<Panels | null>(null)

function usePanels(): Panels {
  return useRequiredContext(PanelsContext)
}

export { usePanels }

/** Provides which panels and dialogs of the viewer are open. */
export function PanelsProvider({ children }: { children: ReactNode }) {
  const [{ tab: sideTab }, setUrl] = useViewerUrl()
  const [isContentsSheetOpen, setContentsSheetOpen] = useState(false)
  const [isPrintDialogOpen, setPrintDialogOpen] = useState(false)
  const value = useMemo(
    () => ({
      sideTab,
      openSideTab: (tab: SideTab | null) => void setUrl({ tab }),
      isContentsSheetOpen,
      setContentsSheetOpen,
      isPrintDialogOpen,
      setPrintDialogOpen,
    }),
    [sideTab, setUrl, isContentsSheetOpen, isPrintDialogOpen],
  )
  return <PanelsContext value={value}>{children}</PanelsContext>
}
