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
import { contentUrl, downloadUrl } from '#components/viewer/document/page-query.ts'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { viewerMessages } from '#components/viewer/messages.ts'
import { useZoom } from '#components/viewer/pages/zoom-context.tsx'
import { useCopyLink } from '#components/viewer/text/use-copy-link.ts'
import { usePanels } from './panels-context.tsx'

const messages = viewerMessages.menu

/** The menu of actions on the open document. */
export function DocumentMenu() {
  const { document, version, canShowPages } = useShownVersion()
  const { openSideTab, setPrintDialogOpen } = usePanels()
  const { setZoom } = useZoom()
  const copyLink = useCopyLink()
  const { showShortcuts } = useCommands()
  return (
    <MenuTrigger>
      <IconButton label={messages.trigger}>
        <Ellipsis />
      </IconButton>
      <Menu label={messages.label}>
        <MenuGroup>
          <MenuItem icon={<Search />} keys="/" onAction={() => openSideTab('find')}>
            {messages.find}
          </MenuItem>
          <MenuItem icon={<Info />} keys="i" onAction={() => openSideTab('details')}>
            {messages.details}
          </MenuItem>
        </MenuGroup>
        <MenuLine />
        <MenuGroup>
          <MenuItem icon={<Link2 />} onAction={() => void copyLink(null)}>
            {messages.copyLink}
          </MenuItem>
          <MenuItem icon={<Download />} onAction={() => openWhileOnline(downloadUrl(document.id, version))}>
            {messages.download}
          </MenuItem>
          <MenuItem
            icon={<ExternalLink />}
            onAction={() => window.open(contentUrl(document.id, version), '_blank', 'noopener')}
          >
            {messages.open}
          </MenuItem>
          {canShowPages && (
            <MenuItem icon={<Printer />} keys="Ctrl P" onAction={() => setPrintDialogOpen(true)}>
              {messages.print}
            </MenuItem>
          )}
        </MenuGroup>
        <MenuLine />
        <MenuGroup>
          <MenuItem icon={<MoveHorizontal />} keys="w" onAction={() => setZoom('width')}>
            {viewerMessages.zoom.fitWidth}
          </MenuItem>
          <MenuItem icon={<Scan />} keys="p" onAction={() => setZoom('page')}>
            {viewerMessages.zoom.fitPage}
          </MenuItem>
          <MenuItem icon={<Keyboard />} keys="?" onAction={showShortcuts}>
            {messages.keys}
          </MenuItem>
        </MenuGroup>
      </Menu>
    </MenuTrigger>
  )
}
