'use client'
import { BookOpen, ChevronDown, Minus, MoveHorizontal, Plus, Scan } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuGroup, MenuItem, MenuLine, MenuTrigger } from '#components/ui/menu.tsx'
import type { Zoom } from './page-size.ts'

type Props = { factor: number; onZoom: (zoom: Zoom) => void; onStep: (direction: 1 | -1) => void }

const offered = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]

export function ZoomMenu({ factor, onZoom, onStep }: Props) {
  return (
    <div className="flex items-center">
      <IconButton label="Smaller" keys="-" onPress={() => onStep(-1)}>
        <Minus />
      </IconButton>
      <MenuTrigger>
        <Button
          variant="quiet"
          size="small"
          aria-label={`Zoom, ${percent(factor)}`}
          className="figures min-w-16 px-1.5"
        >
          {percent(factor)}
          <ChevronDown aria-hidden="true" />
        </Button>
        <Menu label="Zoom" placement="bottom">
          <ZoomItems onZoom={onZoom} />
        </Menu>
      </MenuTrigger>
      <IconButton label="Larger" keys="+" onPress={() => onStep(1)}>
        <Plus />
      </IconButton>
    </div>
  )
}

/** The items alone, for a menu that has others too. */
export function ZoomItems({ onZoom }: Pick<Props, 'onZoom'>) {
  return (
    <>
      <MenuGroup>
        <MenuItem icon={<BookOpen />} keys="0" onAction={() => onZoom('auto')}>
          Reading size
        </MenuItem>
        <MenuItem icon={<MoveHorizontal />} keys="w" onAction={() => onZoom('width')}>
          Fit the width
        </MenuItem>
        <MenuItem icon={<Scan />} keys="p" onAction={() => onZoom('page')}>
          Fit the page
        </MenuItem>
      </MenuGroup>
      <MenuLine />
      <MenuGroup>
        {offered.map((each) => (
          <MenuItem key={each} onAction={() => onZoom(each)}>
            {percent(each)}
          </MenuItem>
        ))}
      </MenuGroup>
    </>
  )
}

function percent(factor: number): string {
  return `${Math.round(factor * 100)} %`
}
