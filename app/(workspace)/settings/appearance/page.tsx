import { ThemeSwitch } from '#components/layout/theme-switch.tsx'
import { settingsMessages } from '#components/settings/messages.ts'
import { SettingsSection } from '#components/settings/settings-section.tsx'

export const metadata = { title: settingsMessages.pageTitles.appearance }

export default function AppearancePage() {
  return (
    <SettingsSection title={settingsMessages.appearance.title} about={settingsMessages.appearance.about}>
      <ThemeSwitch hideLabel />
    </SettingsSection>
  )
}
