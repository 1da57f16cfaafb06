'use client'
import { type Context, useContext } from 'react'

/** The value of a context whose provider must be present; throws where it is not. */
export function useRequiredContext<Value>(context: Context<Value | null>): Value {
  const value = useContext(context)
  if (value === null) throw new Error('A viewer context is used outside of its provider')
  return value
}
