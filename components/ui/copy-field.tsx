'use client'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button.tsx'
import { uiMessages } from './messages.ts'

/** A value in full, with a button that copies it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [isCopied, setCopied] = useState(false)
  async function copy() {
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }
  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium text-small">{label}</span>
      <div className="flex items-stretch gap-2">
        <code className="min-w-0 flex-1 select-all break-all rounded-md border bg-well px-3 py-2 font-mono text-small">
          {value}
        </code>
        <Button onPress={copy} className="self-start">
          {isCopied ? <Check /> : <Copy />}
          {isCopied ? uiMessages.copied : uiMessages.copy}
        </Button>
      </div>
    </div>
  )
}
