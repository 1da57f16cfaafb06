'use client'
import { Monitor, Moon, Sun } from 'lucide-react'
import { Segmented } from '#components/ui/segmented.tsx'
import { layoutMessages } from './messages.ts'
import { useTheme } from './theme-provider.tsx'

const { theme: messages } = layoutMessages

export function ThemeSwitch({ hideLabel = false }: { hideLabel?: boolean }) {
  const { theme, setTheme } = useTheme()
  return (
    <Segmented
      label={messages.label}
      hideLabel={hideLabel}
      value={theme}
      onChange={setTheme}
      choices={[
        { value: 'light', label: messages.light, icon: <Sun aria-hidden="true" /> },
        { value: 'dark', label: messages.dark, icon: <Moon aria-hidden="true" /> },
        { value: 'system', label: messages.system, icon: <Monitor aria-hidden="true" /> },
      ]}
    />
  )
}
