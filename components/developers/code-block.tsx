'use client'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { developersMessages } from './messages.ts'

const { code: messages } = developersMessages

/** A block of code with a button that copies it to the clipboard. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  const [copied, setCopied] = useState('')
  const isCopied = copied === code
  async function copy() {
    await navigator.clipboard.writeText(code)
    setCopied(code)
  }
  return (
    <div className="relative rounded-md border bg-well">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be focusable to be scrolled by keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-md p-3 pr-12"
      >
        <pre className="font-mono text-small">{code}</pre>
      </section>
      <div className="absolute top-1.5 right-1.5">
        <IconButton label={isCopied ? messages.copied : messages.copy(label)} className="bg-well" onPress={copy}>
          {isCopied ? <Check /> : <Copy />}
        </IconButton>
      </div>
    </div>
  )
}
