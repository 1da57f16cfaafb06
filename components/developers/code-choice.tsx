'use client'
import { useState } from 'react'
import { Segmented } from '#components/ui/segmented.tsx'
import { CodeBlock } from './code-block.tsx'
import { type Call, type SnippetKind, snippetKinds, toSnippet } from './snippets.ts'

/** One call, as curl, as fetch and as TypeScript. */
export function CodeChoice({ call, replyType }: { call: Call; replyType: string }) {
  const [kind, setKind] = useState<SnippetKind>('curl')
  return (
    <div className="flex flex-col gap-2">
      <Segmented
        label="Copy as"
        hideLabel
        choices={snippetKinds.map((value) => ({ value, label: value }))}
        value={kind}
        onChange={setKind}
      />
      <CodeBlock label={`The call as ${kind}`} code={toSnippet(kind, call, replyType)} />
    </div>
  )
}
