'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Form } from 'react-aria-components'
import { asApiError } from '#components/api/client.ts'
import { ProblemNotice } from '#components/api/problem-notice.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog, DialogActions } from '#components/ui/dialog.tsx'
import { formatCount, formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { noMarks } from './mark-layer.tsx'
import { parsePageRange } from './page-range.ts'
import { preparePrint } from './prepare-print.ts'
import type { PreparedPrint } from './print-pages.tsx'
import type { Reader } from './use-reader.ts'

type Props = {
  reader: Reader
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onPrepared: (print: PreparedPrint) => void
}

/** Asks which pages are printed, and fetches them. */
export function PrintDialog({ reader, isOpen, onOpenChange, onPrepared }: Props) {
  return (
    <Dialog title="Print" isOpen={isOpen} onOpenChange={onOpenChange}>
      <PrintForm reader={reader} onPrepared={onPrepared} />
    </Dialog>
  )
}

function PrintForm({ reader, onPrepared }: Pick<Props, 'reader' | 'onPrepared'>) {
  const { document, version, pageCount, page, isRead, marksOf } = reader
  const client = useQueryClient()
  const locale = useReaderLocale()
  const [range, setRange] = useState('')
  const [hasMarks, setMarks] = useState(false)
  const [done, setDone] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const ending = useRef<AbortController | null>(null)
  useEffect(() => () => ending.current?.abort(), [])
  const pages = range.trim() === '' ? allPages(pageCount) : parsePageRange(range, pageCount)
  const isMarked = (pages ?? []).some((number) => marksOf(number) !== noMarks)
  const number = (value: number) => formatNumber(value, locale)

  async function prepare() {
    if (!pages) return
    const controller = new AbortController()
    ending.current = controller
    setError(null)
    setDone(0)
    try {
      const means = { signal: controller.signal, onPage: setDone }
      const fetched = await preparePrint(client, { documentId: document.id, version, isRead }, pages, means)
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
        label="Pages"
        value={range}
        onChange={setRange}
        placeholder={`All ${number(pageCount)}`}
        hint={`Leave it empty for all, or name them: ${page}, or ${number(1)}-${number(Math.min(3, pageCount))}.`}
        error={pages ? null : `Name pages between 1 and ${number(pageCount)}, such as 1-3, 7.`}
        isDisabled={done !== null}
        autoFocus
      />
      <Checkbox isSelected={hasMarks && isMarked} onChange={setMarks} isDisabled={!isMarked || done !== null}>
        Include the marks
        {!isMarked && <span className="block text-ink-3 text-small">Nothing is marked on these pages.</span>}
      </Checkbox>
      {done !== null && (
        <Progress
          label="Preparing the pages"
          value={done}
          max={pages?.length ?? 0}
          text={`${number(done)} of ${formatCount(pages?.length ?? 0, 'page', 'pages', locale)} prepared`}
        />
      )}
      <DialogActions>
        <Button slot="close">Cancel</Button>
        <Button type="submit" variant="primary" isDisabled={!pages} isPending={done !== null}>
          Print
        </Button>
      </DialogActions>
    </Form>
  )
}

function allPages(pageCount: number): number[] {
  return Array.from({ length: pageCount }, (_, at) => at + 1)
}
