import { expect, test } from '@playwright/test'
import {
  anchorAt,
  currentPage,
  layoutPages,
  pageGap,
  pagesNear,
  scrollFor,
  scrollToBox,
} from '#components/viewer/pages/page-layout.ts'
import { parseZoom, pixelsPerPoint, scaleOf, stepZoom, type Zoom } from '#components/viewer/pages/page-size.ts'

const view = { width: 900, height: 700 }
const letter = { width: 612, height: 792 }
const landscape = { width: 792, height: 612 }

function layout(zoom: Zoom, pageCount = 2000) {
  const sizes = new Map([
    [1, letter],
    [2, landscape],
    [3, letter],
  ])
  return layoutPages({ pageCount, sizes, zoom, view, margin: 24 })
}

test('Pages are stacked with a gap, and each is fitted to the width by itself', () => {
  const pages = layout('width')
  for (const page of [1, 2, 3, 1999]) {
    const frame = pages.frameOf(page)
    expect(frame.width).toBe(view.width - 48)
    expect(frame.left).toBe(24)
    expect(pages.frameOf(page + 1).top).toBe(frame.top + frame.height + pageGap)
  }
  expect(pages.frameOf(2).height).toBeLessThan(pages.frameOf(1).height)
  const last = pages.frameOf(2000)
  expect(pages.height).toBe(last.top + last.height + pageGap)
})

test('A page wider than the view widens the column, and narrower ones are centred', () => {
  const pages = layout(3, 3)
  expect(pages.width).toBe(Math.round(792 * 3 * pixelsPerPoint) + 48)
  expect(pages.frameOf(2).left).toBe(24)
  expect(pages.frameOf(1).left).toBeCloseTo((pages.width - pages.frameOf(1).width) / 2, 0)
})

test('Fit page shows the whole page', () => {
  const frame = layout('page').frameOf(1)
  expect(frame.height).toBeLessThanOrEqual(view.height - 48)
  expect(frame.height).toBeGreaterThan(view.height - 50)
})

test('Every scroll position in two thousand pages maps to its page, and only a few pages are near it', () => {
  const pages = layout(1)
  for (const page of [1, 2, 3, 700, 2000]) {
    const { top, height } = pages.frameOf(page)
    expect(pages.pageAt(top)).toBe(page)
    expect(pages.pageAt(top + height - 1)).toBe(page)
    const near = pagesNear(pages, top, view.height)
    expect(near.first).toBeLessThanOrEqual(page)
    expect(near.last - near.first).toBeLessThan(5)
  }
  expect(pages.pageAt(-100)).toBe(1)
  expect(pages.pageAt(1e9)).toBe(2000)
})

test('The first and the last page can be the current page, even when they are short', () => {
  const sizes = new Map([[1, { width: 600, height: 40 }]])
  const pages = layoutPages({ pageCount: 50, sizes, zoom: 1, view, margin: 24 })
  expect(currentPage(pages, 0, view.height)).toBe(1)
  expect(currentPage(pages, pages.height - view.height, view.height)).toBe(50)
})

test('A point in a page keeps its position in the view at every zoom', () => {
  const before = layout('width')
  const scroll = { left: 0, top: before.frameOf(900).top + 333 }
  const at = { viewX: 200, viewY: 500 }
  const anchor = anchorAt(before, scroll, at)
  for (const zoom of [0.5, 1, 2.5, 'page', 'width'] as const) {
    const after = layout(zoom)
    const moved = scrollFor(after, anchor)
    const again = anchorAt(after, moved, at)
    expect(again.page).toBe(anchor.page)
    expect(again.along).toBeCloseTo(anchor.along, 6)
    expect(again.across).toBeCloseTo(anchor.across, 6)
  }
})

test('Highlighted words are scrolled to the upper third, and into view horizontally', () => {
  const pages = layout(4)
  const box = { x: 0.7, y: 0.5, w: 0.1, h: 0.015 }
  const { left, top } = scrollToBox(pages, 5, box, view, 0)
  const frame = pages.frameOf(5)
  const y = frame.top + frame.height * box.y - top
  expect(y).toBeGreaterThan(0)
  expect(y + frame.height * box.h).toBeLessThan(view.height / 3)
  const x = frame.left + frame.width * box.x - left
  expect(x).toBeGreaterThan(0)
  expect(x + frame.width * box.w).toBeLessThan(view.width)
})

test('Zoom changes in steps within its bounds, and is parsed strictly', () => {
  expect(stepZoom(1, 1)).toBe(1.1)
  expect(stepZoom(1.04, -1)).toBe(1)
  expect(stepZoom(5, 1)).toBe(5)
  expect(stepZoom(0.25, -1)).toBe(0.25)
  expect(scaleOf(1, letter, view, 24)).toBeCloseTo(pixelsPerPoint)
  expect(parseZoom('width')).toBe('width')
  expect(parseZoom('1.5')).toBe(1.5)
  expect(parseZoom('99')).toBe(5)
  for (const value of ['', 'x', '-1', null]) expect(parseZoom(value)).toBeNull()
})
