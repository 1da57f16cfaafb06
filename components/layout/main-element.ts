'use client'
import { createContext, useContext } from 'react'

/** The `main` element of the workspace, which is the scroll container of its pages; null before it is mounted. */
export const MainElementContext = createContext<HTMLElement | null>(null)

export function useMainElement(): HTMLElement | null {
  return useContext(MainElementContext)
}
