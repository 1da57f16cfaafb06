import { FilledText } from '#components/ui/filled-text.tsx'
import { formatBytes, formatNumber } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Warnings } from '#lib/core/warnings.ts'
import { adminMessages } from './messages.ts'

const trustedProxiesSetting = 'LEXAI_TRUST_PROXY'

/** Warnings about the server, shown above each admin page. */
export function AdminWarnings({ space, unsentMail, unlistedProxies }: Warnings) {
  const locale = useReaderLocale()
  const { warnings } = adminMessages
  return (
    <>
      {space?.state === 'full' && (
        <Notice tone="red" className="mb-6">
          {warnings.diskFull(formatBytes(space.freeBytes, locale), formatBytes(space.reserveBytes, locale))}
        </Notice>
      )}
      {space?.state === 'low' && (
        <Notice tone="amber" className="mb-6">
          {warnings.diskLow(formatBytes(space.freeBytes, locale), formatBytes(space.reserveBytes, locale))}
        </Notice>
      )}
      {unsentMail && (
        <Notice tone="amber" className="mb-6">
          {warnings.unsentMail(unsentMail.count, formatNumber(unsentMail.count, locale), unsentMail.reason)}
        </Notice>
      )}
      {unlistedProxies.length > 0 && (
        <Notice tone="amber" className="mb-6">
          <FilledText
            text={warnings.untrustedProxies}
            values={{
              proxies: <span className="break-all font-mono">{unlistedProxies.join(', ')}</span>,
              setting: <code>{trustedProxiesSetting}</code>,
            }}
          />
        </Notice>
      )}
    </>
  )
}
