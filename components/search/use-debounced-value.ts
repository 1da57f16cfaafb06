'use client'
import { useEffect, useState } from 'react'

/** The value once it has not changed for `milliseconds` (debounce). `flush` takes over the latest value at once. */
export function useDebouncedValue<Value>(value: Value, milliseconds: number): [debounced: Value, flush: () => void] {
  const [debounced, setDebounced] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return [debounced, () => setDebounced(value)]
}
