'use client'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { toast } from '#components/ui/toast.tsx'
import { useKeys } from '#components/ui/use-keys.ts'
import { CommandPalette } from './command-palette.tsx'
import { KeyList } from './key-list.tsx'
import { useOnlineRouter } from './use-online-router.ts'

type Commands = { openPalette: () => void; showKeys: () => void }

const CommandContext = createContext<Commands | null>(null)

/** The keys that work everywhere, the palette and the list of keys. */
export function CommandProvider({ children }: { children: ReactNode }) {
  const router = useOnlineRouter()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  const commands = { openPalette: () => setOpen('palette'), showKeys: () => setOpen('keys') }
  useKeys(
    {
      'mod+k': () => setOpen(open === 'palette' ? null : 'palette'),
      '?': commands.showKeys,
      '/': () => router.push('/search'),
      z: toast.undoLast,
    },
    { isFrame: true },
  )
  return (
    <CommandContext value={commands}>
      {children}
      <CommandPalette
        isOpen={open === 'palette'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'palette' : null)}
        onShowKeys={commands.showKeys}
      />
      <KeyList isOpen={open === 'keys'} onOpenChange={(isOpen) => setOpen(isOpen ? 'keys' : null)} />
    </CommandContext>
  )
}

export function useCommands(): Commands {
  const commands = useContext(CommandContext)
  if (!commands) throw new Error('useCommands needs a CommandProvider above it')
  return commands
}
