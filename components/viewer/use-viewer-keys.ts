'use client'
import { useKeys } from '#components/ui/use-keys.ts'
import type { Zoom } from './page-size.ts'

type Actions = {
  goBy: (pages: number) => void
  goTo: (page: 'first' | 'last') => void
  jump: () => void
  find: () => void
  findNext: (by: 1 | -1) => void
  zoom: (zoom: Zoom) => void
  stepZoom: (direction: 1 | -1) => void
  toggleContents: () => void
  toggleSide: () => void
  openDetails: () => void
  copyLink: () => void
  goBack: () => void
}

/** The keys of the document page; components/layout/keyboard-shortcuts.ts lists them. */
export function useViewerKeys(actions: Actions): void {
  const { goBy, goTo, stepZoom, zoom, findNext } = actions
  const by = (pages: number) => () => goBy(pages)
  const to = (end: 'first' | 'last') => () => goTo(end)
  const next = (step: 1 | -1) => () => findNext(step)
  const larger = () => stepZoom(1)
  useKeys({
    j: by(1),
    k: by(-1),
    ArrowRight: by(1),
    ArrowLeft: by(-1),
    Home: to('first'),
    End: to('last'),
    g: actions.jump,
    '/': actions.find,
    'mod+f': actions.find,
    n: next(1),
    N: next(-1),
    '+': larger,
    '=': larger,
    '-': () => stepZoom(-1),
    '0': () => zoom('auto'),
    w: () => zoom('width'),
    p: () => zoom('page'),
    '1': () => zoom(1),
    '[': actions.toggleContents,
    ']': actions.toggleSide,
    i: actions.openDetails,
    l: actions.copyLink,
    esc: actions.goBack,
  })
}
