'use client'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Button, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { cx } from './cx.ts'
import { uiMessages } from './messages.ts'

const overlayClass = 'fixed inset-0 z-40 animate-appear bg-[rgb(20_18_14/0.35)] dark:bg-[rgb(0_0_0/0.6)]'

type Props = {
  title: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** `alertdialog` for actions that cannot be undone: Esc closes it, a click outside does not. */
  role?: 'dialog' | 'alertdialog'
  width?: 'narrow' | 'medium' | 'wide'
  children: ReactNode
}

const widthClasses = { narrow: 'max-w-md', medium: 'max-w-xl', wide: 'max-w-3xl' }

/** A modal dialog with a focus trap; closing it restores the focus. */
export function Dialog({ title, isOpen, onOpenChange, role = 'dialog', width = 'narrow', children }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={role === 'dialog'}
      className={cx(overlayClass, 'grid place-items-center overflow-y-auto p-4')}
    >
      <Modal className={cx('w-full animate-rise rounded-md bg-sheet shadow-float', widthClasses[width])}>
        <AriaDialog role={role} className="max-h-[calc(100dvh-2rem)] overflow-y-auto rounded-md outline-none">
          <div className="sticky top-0 z-10 flex items-center justify-between gap-4 bg-sheet px-6 pt-5 pb-1">
            <Heading slot="title" className="font-semibold font-serif text-lead">
              {title}
            </Heading>
            <CloseButton />
          </div>
          <div className="px-6 pt-2 pb-6">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The row of buttons at the end of a dialog or form; the primary one is last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>
}

type SheetProps = {
  title: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  side?: 'bottom' | 'left' | 'right'
  children: ReactNode
}

const sideClasses = {
  bottom: 'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-xl pb-[env(safe-area-inset-bottom)]',
  left: 'inset-y-0 left-0 w-[min(20rem,85vw)]',
  right: 'inset-y-0 right-0 w-[min(26rem,92vw)]',
}

/** A modal panel at one edge of the window. */
export function Sheet({ title, isOpen, onOpenChange, side = 'bottom', children }: SheetProps) {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className={overlayClass}>
      <Modal className={cx('fixed flex animate-rise flex-col bg-sheet shadow-float', sideClasses[side])}>
        <AriaDialog className="min-h-0 flex-1 overflow-y-auto outline-none">
          <div className="sticky top-0 z-10 flex items-center justify-between gap-4 border-b bg-sheet px-4 py-2">
            <Heading slot="title" className="font-semibold font-serif text-lead">
              {title}
            </Heading>
            <CloseButton />
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function CloseButton() {
  return (
    <Button
      slot="close"
      aria-label={uiMessages.close}
      className="-mr-2 grid size-9 shrink-0 cursor-pointer place-items-center rounded-md text-ink-3 hover:bg-well hover:text-ink"
    >
      <X className="size-[18px]" />
    </Button>
  )
}
