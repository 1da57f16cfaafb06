'use client'
import { useEffect, useRef, useState } from 'react'
import { toast } from '#components/ui/toast.tsx'
import type { ChangeFailure } from './document-commands.ts'

/**
 * Runs the change of a dialog, and calls `onDone` when it has succeeded. If it fails, the dialog stays open with the reason; if the
 * dialog was closed in the meantime, a toast shows the reason.
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
