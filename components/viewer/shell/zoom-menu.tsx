'use client'
import { BookOpen, ChevronDown, Minus, MoveHorizontal, Plus, Scan } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuGroup, MenuItem, MenuLine, MenuTrigger } from '#components/ui/menu.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import type { Zoom } from '#components/viewer/pages/page-size.ts'
import { useZoom } from '#components/viewer/pages/zoom-context.tsx'

const messages = viewerMessages.zoom
const zoomFactors = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]

/** Zoom out, the current factor with a menu of others, zoom in. */
export function ZoomMenu() {
  const { setZoom, stepZoom, factor } = useZoom()
  return (
    <div className="flex items-center">
      <IconButton label={messages.zoomOut} keys="-" onPress={() => stepZoom(-1)}>
        <Minus />
      </IconButton>
      <MenuTrigger>
        <Button
          variant="quiet"
          size="small"
          aria-label={messages.current(percent(factor))}
          className="figures min-w-16 px-1.5"
        >
          {percent(factor)}
          <ChevronDown aria-hidden="true" />
        </Button>
        <Menu label={messages.label} placement="bottom">
          <ZoomItems onZoom={setZoom} />
        </Menu>
      </MenuTrigger>
      <IconButton label={messages.zoomIn} keys="+" onPress={() => stepZoom(1)}>
        <Plus />
      </IconButton>
    </div>
  )
}

function ZoomItems({ onZoom }: { onZoom: (zoom: Zoom) => void }) {
  return (
    <>
      <MenuGroup>
        <MenuItem icon={<BookOpen />} keys="0" onAction={() => onZoom('auto')}>
          {messages.readingSize}
        </MenuItem>
        <MenuItem icon={<MoveHorizontal />} keys="w" onAction={() => onZoom('width')}>
          {messages.fitWidth}
        </MenuItem>
        <MenuItem icon={<Scan />} keys="p" onAction={() => onZoom('page')}>
          {messages.fitPage}
        </MenuItem>
      </MenuGroup>
      <MenuLine />
      <MenuGroup>
        {zoomFactors.map((each) => (
          <MenuItem key={each} onAction={() => onZoom(each)}>
            {percent(each)}
          </MenuItem>
        ))}
      </MenuGroup>
    </>
  )
}

function percent(factor: number): string {
  return messages.percent(Math.round(factor * 100))
}
