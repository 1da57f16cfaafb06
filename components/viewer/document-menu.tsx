'use client'
import {
  Download,
  Ellipsis,
  ExternalLink,
  Info,
  Keyboard,
  Link2,
  MoveHorizontal,
  Printer,
  Scan,
  Search,
} from 'lucide-react'
import { useCommands } from '#components/layout/command-context.tsx'
import { openWhileOnline } from '#components/layout/use-online-router.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuGroup, MenuItem, MenuLine, MenuTrigger } from '#components/ui/menu.tsx'
import { contentUrl, downloadUrl } from './page-query.ts'
import type { Zoom } from './page-size.ts'
import type { SideTab } from './viewer-url.ts'

type Props = {
  documentId: string
  version: number
  onOpenTab: (tab: SideTab) => void
  onZoom: (zoom: Zoom) => void
  onCopyLink: () => void
  /** Null where there is no page to print. */
  onPrint: (() => void) | null
}

/** What else can be done with what one reads. */
export function DocumentMenu({ documentId, version, onOpenTab, onZoom, onCopyLink, onPrint }: Props) {
  const { showShortcuts } = useCommands()
  return (
    <MenuTrigger>
      <IconButton label="More">
        <Ellipsis />
      </IconButton>
      <Menu label="Document">
        <MenuGroup>
          <MenuItem icon={<Search />} keys="/" onAction={() => onOpenTab('find')}>
            Find
          </MenuItem>
          <MenuItem icon={<Info />} keys="i" onAction={() => onOpenTab('details')}>
            Details
          </MenuItem>
        </MenuGroup>
        <MenuLine />
        <MenuGroup>
          <MenuItem icon={<Link2 />} onAction={onCopyLink}>
            Copy a link to this page
          </MenuItem>
          <MenuItem icon={<Download />} onAction={() => openWhileOnline(downloadUrl(documentId, version))}>
            Download the original
          </MenuItem>
          <MenuItem
            icon={<ExternalLink />}
            onAction={() => window.open(contentUrl(documentId, version), '_blank', 'noopener')}
          >
            Open the original
          </MenuItem>
          {onPrint && (
            <MenuItem icon={<Printer />} keys="Ctrl P" onAction={onPrint}>
              Print
            </MenuItem>
          )}
        </MenuGroup>
        <MenuLine />
        <MenuGroup>
          <MenuItem icon={<MoveHorizontal />} keys="w" onAction={() => onZoom('width')}>
            Fit the width
          </MenuItem>
          <MenuItem icon={<Scan />} keys="p" onAction={() => onZoom('page')}>
            Fit the page
          </MenuItem>
          <MenuItem icon={<Keyboard />} keys="?" onAction={showShortcuts}>
            Keys
          </MenuItem>
        </MenuGroup>
      </Menu>
    </MenuTrigger>
  )
}
