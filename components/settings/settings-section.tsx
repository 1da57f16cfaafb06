import type { ReactNode } from 'react'

/** One matter of the settings: what it is, and the means to change it. */
export function SettingsSection({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h2 className="font-semibold text-lead">{title}</h2>
      {about && <p className="prose-measure mt-0.5 text-ink-2 text-small">{about}</p>}
      <div className="mt-4">{children}</div>
    </section>
  )
}
