import { formatBytes, formatCount } from '#components/ui/format.ts'
import { useReaderLocale } from '#components/ui/locale.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { Warnings } from '#lib/core/warnings.ts'

/** What needs an administrator's attention, above every admin page. */
export function AdminWarnings({ space, unsentMail, unlistedProxies }: Warnings) {
  const locale = useReaderLocale()
  return (
    <>
      {space?.state === 'full' && (
        <Notice tone="red" className="mb-6">
          The server’s disk is full: {formatBytes(space.freeBytes, locale)} are free, and{' '}
          {formatBytes(space.reserveBytes, locale)} are kept in reserve. Uploads are refused and processing is paused;
          reading works. Free disk space, and both continue by themselves.
        </Notice>
      )}
      {space?.state === 'low' && (
        <Notice tone="amber" className="mb-6">
          Disk space is running out: {formatBytes(space.freeBytes, locale)} are free. Below{' '}
          {formatBytes(space.reserveBytes, locale)} uploads are refused and processing is paused.
        </Notice>
      )}
      {unsentMail && (
        <Notice tone="amber" className="mb-6">
          {formatCount(unsentMail.count, 'mail', 'mails', locale)} could not be sent yet. {unsentMail.reason} LexAI
          tries again by itself.
        </Notice>
      )}
      {unlistedProxies.length > 0 && (
        <Notice tone="amber" className="mb-6">
          Requests come through <span className="break-all font-mono">{unlistedProxies.join(', ')}</span>, which LexAI
          is not told to trust. If that is your proxy, list it in <code>LEXAI_TRUST_PROXY</code> and restart: until then
          all people share its address, in the limits of sign-in and in the audit log.
        </Notice>
      )}
    </>
  )
}
