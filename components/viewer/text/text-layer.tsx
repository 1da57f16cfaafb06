'use client'
import { useEffect, useRef } from 'react'
import type { WordBox } from '#lib/core/pdf/word-boxes.ts'
import './text-layer.css'
import { type TextSpan, toTextSpans } from './text-spans.ts'

type Props = { page: number; text: string; words: readonly WordBox[] }

/** The page's words where they stand, unseen, to select, copy and hear. Drawn in points: whoever holds it scales it. */
export function TextLayer({ page, text, words }: Props) {
  const layer = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = layer.current
    if (!element) return
    element.replaceChildren(...toTextSpans(text, words).flatMap(toNodes), createSelectionEnd())
    return () => element.replaceChildren()
  }, [text, words])
  return <div ref={layer} className="page-text" data-page-text={page} />
}

/** Words are built by hand, not by React: a page has a thousand of them, and they never change. */
function toNodes(span: TextSpan): Node[] {
  const element = document.createElement('span')
  element.textContent = span.text
  element.dataset.start = String(span.start)
  const { x, y, width, height, turn } = span
  const [along, across] = turn === 0 ? [width, height] : [height, width]
  const { style } = element
  style.left = `${turn === 90 ? x + width : x}px`
  style.top = `${turn === -90 ? y + height : y}px`
  style.fontSize = `${across}px`
  const drawn = measure(span.text, across)
  const stretch = drawn > 0 && along > 0 ? along / drawn : 1
  style.transform = `${turn === 0 ? '' : `rotate(${turn}deg) `}scaleX(${stretch.toFixed(4)})`
  return span.endsLine ? [element, document.createElement('br')] : [element]
}

export const selectionEndClass = 'selection-end'

function createSelectionEnd(): HTMLElement {
  const element = document.createElement('div')
  element.className = selectionEndClass
  return element
}

let context: CanvasRenderingContext2D | null = null
const measureSize = 20

/** The width of a text in the layer's font, in its pixels. */
function measure(text: string, fontSize: number): number {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return 0
  context.font = `${measureSize}px sans-serif`
  return (context.measureText(text).width * fontSize) / measureSize
}
