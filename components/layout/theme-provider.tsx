'use client'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { applyTheme, type Theme } from './theme.ts'

const ThemeContext = createContext<{ theme: Theme; setTheme: (theme: Theme) => void } | null>(null)

export function ThemeProvider({ initial, children }: { initial: Theme; children: ReactNode }) {
  const [theme, setState] = useState(initial)
  function setTheme(next: Theme) {
    applyTheme(next)
    setState(next)
  }
  return <ThemeContext value={{ theme, setTheme }}>{children}</ThemeContext>
}

export function useTheme() {
  const context = useContext(ThemeContext)
  if (!context) throw new Error('useTheme needs a ThemeProvider above it')
  return context
}
