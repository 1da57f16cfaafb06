'use client'
import type { ReactNode } from 'react'
import { UploadPanel } from '#components/uploads/upload-panel.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { CommandProvider } from './command-context.tsx'
import { FocusKeeper } from './focus-keeper.tsx'
import { LiveChanges } from './live-changes.tsx'
import { type Me, MeProvider } from './me.tsx'
import { OfflineGuard } from './offline-guard.tsx'
import { PlaceKeeper } from './place-keeper.tsx'
import { Reauthentication } from './reauthentication.tsx'
import { Sidebar } from './sidebar.tsx'

/** The frame of every signed-in page: the navigation, and `main`, which scrolls by itself and may be filled to its height. */
export function WorkspaceShell({ me, children }: { me: Me; children: ReactNode }) {
  return (
    <MeProvider me={me}>
      <CommandProvider>
        <div className="flex h-dvh flex-col">
          <OfflineGuard />
          <div className="flex min-h-0 flex-1 flex-col overflow-hidden md:flex-row">
            <Sidebar />
            <main id="main" tabIndex={-1} className="relative min-h-0 min-w-0 flex-1 overflow-y-auto outline-none">
              {children}
            </main>
            <BottomBar />
          </div>
        </div>
        <LiveChanges />
        <FocusKeeper />
        <PlaceKeeper />
        <UploadPanel />
        <Reauthentication />
      </CommandProvider>
    </MeProvider>
  )
}
