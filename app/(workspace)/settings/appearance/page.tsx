import { ThemeSwitch } from '#components/layout/theme-switch.tsx'
import { SettingsSection } from '#components/settings/settings-section.tsx'

export const metadata = { title: 'Appearance' }

export default function AppearancePage() {
  return (
    <SettingsSection title="Theme" about="For this browser. System follows the device, day and night.">
      <ThemeSwitch hideLabel />
    </SettingsSection>
  )
}
