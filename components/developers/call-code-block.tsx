'use client'
import { useState } from 'react'
import { Segmented } from '#components/ui/segmented.tsx'
import { type Call, type CodeFormat, codeFormats, toCode } from './call-code.ts'
import { CodeBlock } from './code-block.tsx'
import { developersMessages } from './messages.ts'

const { code: messages } = developersMessages

/** The code of a call in a selectable format. */
export function CallCodeBlock({ call, responseType }: { call: Call; responseType: string }) {
  const [format, setFormat] = useState<CodeFormat>('curl')
  return (
    <div className="flex flex-col gap-2">
      <Segmented
        label={messages.format}
        hideLabel
        choices={codeFormats.map((value) => ({ value, label: value }))}
        value={format}
        onChange={setFormat}
      />
      <CodeBlock label={messages.request(format)} code={toCode(format, call, responseType)} />
    </div>
  )
}
