/** A page as it is shown (rotation applied), in points. */
export type PageSize = { width: number; height: number }

/** What most contracts are printed on, until the first page is known: US Letter. */
export const usualPageSize: PageSize = { width: 612, height: 792 }

/** CSS pixels to the point at 100 %. */
export const pixelsPerPoint = 96 / 72

/** `auto`: fitted to the view's width, but not larger than one reads with ease. Fitted to it anyway; wholly into it; a factor: 1 is 100 %. */
export type Zoom = 'auto' | 'width' | 'page' | number

const zoomSteps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5] as const
const minZoom = 0.25
const maxZoom = 5
const maxReadingZoom = 1.4

/** CSS pixels to the point for a page in a view of that size; `margin` is kept free on every side. */
export function scaleOf(zoom: Zoom, page: PageSize, view: { width: number; height: number }, margin: number): number {
  if (typeof zoom === 'number') return clampZoom(zoom) * pixelsPerPoint
  const across = (view.width - 2 * margin) / page.width
  const along = (view.height - 2 * margin) / page.height
  const most = { auto: maxReadingZoom * pixelsPerPoint, width: across, page: along }[zoom]
  const fitted = Math.min(across, most)
  return Math.min(Math.max(fitted, 0.1), maxZoom * pixelsPerPoint)
}

export function clampZoom(factor: number): number {
  return Math.min(maxZoom, Math.max(minZoom, factor))
}

/** The next step up or down from any factor. */
export function stepZoom(factor: number, direction: 1 | -1): number {
  const steps = direction === 1 ? zoomSteps : zoomSteps.toReversed()
  const next = steps.find((step) => (step - factor) * direction > 0.005)
  return next ?? (direction === 1 ? maxZoom : minZoom)
}

export function parseZoom(value: string | null): Zoom | null {
  if (value === 'auto' || value === 'width' || value === 'page') return value
  const factor = Number(value)
  return value && Number.isFinite(factor) && factor > 0 ? clampZoom(factor) : null
}
