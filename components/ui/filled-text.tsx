import { Fragment, type ReactNode } from 'react'

/** A text of a catalogue whose `{name}` placeholders are replaced by elements, for example a link or a name in bold type. */
export function FilledText({ text, values }: { text: string; values: Record<string, ReactNode> }) {
  return text.split(/\{(\w+)\}/).map((part, index) => {
    // Split by a pattern with one group, every second part is the name of a placeholder.
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their order.
    return <Fragment key={index}>{index % 2 === 1 ? values[part] : part}</Fragment>
  })
}
