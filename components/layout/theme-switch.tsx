'use client'
import { Monitor, Moon, Sun } from 'lucide-react'
import { Segmented } from '#components/ui/segmented.tsx'
import { useTheme } from './theme-provider.tsx'

export function ThemeSwitch({ hideLabel = false }: { hideLabel?: boolean }) {
  const { theme, setTheme } = useTheme()
  return (
    <Segmented
      label="Theme"
      hideLabel={hideLabel}
      value={theme}
      onChange={setTheme}
      choices={[
        { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
        { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
        { value: 'system', label: 'System', icon: <Monitor aria-hidden="true" /> },
      ]}
    />
  )
}
