import { expect, type Locator, type Page } from '@playwright/test'

/** Further than any page's end from its beginning: past it Tab leaves the page, and what was looked for is not on the way. */
const mostSteps = 120

/** Who works by keys alone has to be somewhere: focus on the page's body is nowhere. Waits, for what takes focus may be on its way. */
export async function expectFocusKept(page: Page, after: string): Promise<void> {
  await expect(page.locator('body'), `focus after ${after}`).not.toBeFocused()
}

/** Goes on with Tab (or Shift+Tab) until `target` has the focus, which may rest nowhere in between. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let step = 0; step < mostSteps; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
    await expectFocusKept(page, `${key}, on the way to ${target}`)
  }
  throw new Error(`${key} does not lead to ${target}`)
}
