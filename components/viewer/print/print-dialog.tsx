'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Form } from 'react-aria-components'
import { asApiError } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog, DialogActions } from '#components/ui/dialog.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useOpenedPdf } from '#components/viewer/document/pdf-context.tsx'
import { useShownVersion } from '#components/viewer/document/version-context.tsx'
import { noMarks } from '#components/viewer/marks/mark-layer.tsx'
import { useMarks } from '#components/viewer/marks/marks-context.tsx'
import { usePagePosition } from '#components/viewer/pages/page-position.tsx'
import { usePanels } from '#components/viewer/shell/panels-context.tsx'
import { printMessages } from './messages.ts'
import { parsePageRange } from './page-range.ts'
import { preparePrint } from './prepare-print.ts'
import type { PreparedPrint } from './print-pages.tsx'

/** Lets the user choose the pages to print, and loads them. */
export function PrintDialog({ onPrepared }: { onPrepared: (print: PreparedPrint) => void }) {
  const { isPrintDialogOpen, setPrintDialogOpen } = usePanels()
  return (
    <Dialog title={printMessages.title} isOpen={isPrintDialogOpen} onOpenChange={setPrintDialogOpen}>
      <PrintForm
        onPrepared={(print) => {
          setPrintDialogOpen(false)
          onPrepared(print)
        }}
      />
    </Dialog>
  )
}

function PrintForm({ onPrepared }: { onPrepared: (print: PreparedPrint) => void }) {
  const { document, version, isPageProcessed } = useShownVersion()
  const { pageCount } = useOpenedPdf()
  const { page } = usePagePosition()
  const { marksOf } = useMarks()
  const client = useQueryClient()
  const locale = useReaderLocale()
  const [range, setRange] = useState('')
  const [hasMarks, setMarks] = useState(false)
  // The number of pages loaded so far; null while nothing is being loaded.
  const [done, setDone] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const loading = useRef<AbortController | null>(null)
  useEffect(() => () => loading.current?.abort(), [])
  const pages = range.trim() === '' ? allPages(pageCount) : parsePageRange(range, pageCount)
  const isMarked = (pages ?? []).some((number) => marksOf(number) !== noMarks)
  const number = (value: number) => formatNumber(value, locale)

  async function prepare() {
    if (!pages) return
    const controller = new AbortController()
    loading.current = controller
    setError(null)
    setDone(0)
    try {
      const progress = { signal: controller.signal, onPage: setDone }
      const fetched = await preparePrint(client, { documentId: document.id, version, isPageProcessed }, pages, progress)
      onPrepared({ pages: fetched, hasMarks: hasMarks && isMarked })
    } catch (thrown) {
      if (controller.signal.aborted) return
      setError(asApiError(thrown))
      setDone(null)
    }
  }
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void prepare()
      }}
    >
      <ProblemNotice error={error} />
      <TextField
        label={printMessages.pages}
        value={range}
        onChange={setRange}
        placeholder={printMessages.allPages(number(pageCount))}
        hint={printMessages.hint(String(page), String(Math.min(3, pageCount)))}
        error={pages ? null : printMessages.invalidPages(number(pageCount))}
        isDisabled={done !== null}
        autoFocus
      />
      <Checkbox isSelected={hasMarks && isMarked} onChange={setMarks} isDisabled={!isMarked || done !== null}>
        {printMessages.includeMarks}
        {!isMarked && <span className="block text-ink-3 text-small">{printMessages.noMarks}</span>}
      </Checkbox>
      {done !== null && (
        <Progress
          label={printMessages.preparing}
          value={done}
          max={pages?.length ?? 0}
          text={printMessages.prepared(number(done), pages?.length ?? 0, number(pages?.length ?? 0))}
        />
      )}
      <DialogActions>
        <Button slot="close">{printMessages.cancel}</Button>
        <Button type="submit" variant="primary" isDisabled={!pages} isPending={done !== null}>
          {printMessages.print}
        </Button>
      </DialogActions>
    </Form>
  )
}

function allPages(pageCount: number): number[] {
  return Array.from({ length: pageCount }, (_, at) => at + 1)
}
