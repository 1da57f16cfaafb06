import { selectionEndClass } from './text-layer.tsx'

/** What is selected of one page, in UTF-16 offsets of its text, end exclusive. */
export type PageSelection = { page: number; start: number; end: number }

const layerSelector = '[data-page-text]'

/** The selected stretch of every page's text inside `root`, in the order of the pages. Empty when nothing there is selected. */
export function readSelection(root: Element): PageSelection[] {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return []
  const range = selection.getRangeAt(0)
  const found: PageSelection[] = []
  for (const layer of root.querySelectorAll<HTMLElement>(layerSelector)) {
    if (!range.intersectsNode(layer)) continue
    const spans = [...layer.querySelectorAll<HTMLElement>('span[data-start]')]
    const first = spans.find((span) => range.intersectsNode(span))
    const last = spans.findLast((span) => range.intersectsNode(span))
    if (!first || !last) continue
    const start = startOf(first) + (first.contains(range.startContainer) ? range.startOffset : 0)
    const whole = last.textContent?.length ?? 0
    const end = startOf(last) + (last.contains(range.endContainer) ? offsetIn(range, whole) : whole)
    if (end > start) found.push({ page: Number(layer.dataset.pageText), start, end })
  }
  return found
}

function startOf(span: HTMLElement): number {
  return Number(span.dataset.start)
}

function offsetIn(range: Range, whole: number): number {
  return range.endContainer.nodeType === Node.TEXT_NODE ? range.endOffset : range.endOffset > 0 ? whole : 0
}

/**
 * Keeps a selection steady while the pointer crosses empty paper. Browsers extend it to the nearest element in document order, which
 * on an absolutely placed page is anywhere; so an empty element that lies below the words is kept next to the moving end.
 */
export function steadySelection(root: Element): () => void {
  let before: Range | null = null
  let isPointerDown = false
  const reset = () => {
    for (const layer of root.querySelectorAll<HTMLElement>(`${layerSelector}[data-selecting]`)) {
      delete layer.dataset.selecting
      const end = layer.querySelector(`.${selectionEndClass}`)
      if (end) layer.append(end)
    }
    before = null
  }
  const onSelectionChange = () => {
    const selection = document.getSelection()
    if (!isPointerDown || !selection || selection.rangeCount === 0) return
    const range = selection.getRangeAt(0)
    for (const layer of root.querySelectorAll<HTMLElement>(layerSelector)) {
      if (range.intersectsNode(layer)) layer.dataset.selecting = ''
    }
    const movesStart =
      before !== null &&
      (range.compareBoundaryPoints(Range.END_TO_END, before) === 0 ||
        range.compareBoundaryPoints(Range.START_TO_END, before) === 0)
    before = range.cloneRange()
    const container = movesStart ? range.startContainer : range.endContainer
    const span = (container instanceof Element ? container : container.parentElement)?.closest('span[data-start]')
    const end = span?.parentElement?.querySelector(`.${selectionEndClass}`)
    if (!span || !end) return
    if (movesStart) span.before(end)
    else span.after(end)
  }
  const onPointerDown = () => {
    isPointerDown = true
  }
  const onPointerUp = () => {
    isPointerDown = false
    reset()
  }
  const stop = new AbortController()
  const { signal } = stop
  root.addEventListener('pointerdown', onPointerDown, { signal })
  document.addEventListener('pointerup', onPointerUp, { signal })
  document.addEventListener('pointercancel', onPointerUp, { signal })
  window.addEventListener('blur', onPointerUp, { signal })
  document.addEventListener('selectionchange', onSelectionChange, { signal })
  return () => stop.abort()
}
