'use client'
import { useEffect, useRef, useState } from 'react'
import { toast } from '#components/ui/toast.tsx'
import type { ChangeFailure } from './document-commands.ts'

/**
 * Runs the change that a dialog asks for, and closes the dialog once it is made. Where it fails, what was typed stays with the reason;
 * where the dialog was closed meanwhile, the reason is said as a toast.
 */
export function useDialogChange(onDone: () => void) {
  const [failure, setFailure] = useState<ChangeFailure | null>(null)
  const [isPending, setPending] = useState(false)
  const isOpen = useRef(true)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])
  async function run(change: () => Promise<ChangeFailure | null>): Promise<void> {
    if (isPending) return
    setPending(true)
    const result = await change()
    if (!isOpen.current) {
      if (result) toast.failed(result.title, result.reason)
      return
    }
    setPending(false)
    setFailure(result)
    if (!result) onDone()
  }
  return { failure, isPending, run }
}
