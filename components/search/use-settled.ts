'use client'
import { useEffect, useState } from 'react'

/** A value once it has stayed the same for `milliseconds`; `settle` takes it at once. */
export function useSettled<Value>(value: Value, milliseconds: number): [settled: Value, settle: () => void] {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return [settled, () => setSettled(value)]
}
