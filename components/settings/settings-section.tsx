import type { ReactNode } from 'react'

/** A section of the settings with a title, an explanation, and its form or list. */
export function SettingsSection({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h2 className="font-semibold text-lead">{title}</h2>
      {about && <p className="prose-measure mt-0.5 text-ink-2 text-small">{about}</p>}
      <div className="mt-4">{children}</div>
    </section>
  )
}
