'use client'
import { type ReactNode, useState } from 'react'
import { UploadPanel } from '#components/uploads/upload-panel.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { CommandProvider } from './command-context.tsx'
import { FocusRestoration } from './focus-restoration.tsx'
import { LiveChanges } from './live-changes.tsx'
import { MainElementContext } from './main-element.ts'
import { type Me, MeProvider } from './me.tsx'
import { OfflineGuard } from './offline-guard.tsx'
import { ReauthenticationDialog } from './reauthentication-dialog.tsx'
import { ScrollRestoration } from './scroll-restoration.tsx'
import { Sidebar } from './sidebar.tsx'

/** The layout of every signed-in page: the navigation, and `main`, which is a scroll container of the height of the window. */
export function WorkspaceShell({ me, children }: { me: Me; children: ReactNode }) {
  const [main, setMain] = useState<HTMLElement | null>(null)
  return (
    <MeProvider me={me}>
      <MainElementContext value={main}>
        <CommandProvider>
          <div className="flex h-dvh flex-col">
            <OfflineGuard />
            <div className="flex min-h-0 flex-1 flex-col overflow-hidden md:flex-row">
              <Sidebar />
              <main
                ref={setMain}
                id="main"
                tabIndex={-1}
                className="relative min-h-0 min-w-0 flex-1 overflow-y-auto outline-none"
              >
                {children}
              </main>
              <BottomBar />
            </div>
          </div>
          <LiveChanges />
          <FocusRestoration />
          <ScrollRestoration />
          <UploadPanel />
          <ReauthenticationDialog />
        </CommandProvider>
      </MainElementContext>
    </MeProvider>
  )
}
