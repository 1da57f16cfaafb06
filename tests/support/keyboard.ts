import { expect, type Locator, type Page } from '@playwright/test'

/** More than the number of focusable elements of any page. */
const maxSteps = 120

/** Waits until the focus is on an element other than the body, where a keyboard user would have lost it. */
export async function expectFocusKept(page: Page, after: string): Promise<void> {
  await expect(page.locator('body'), `focus after ${after}`).not.toBeFocused()
}

/** Presses Tab (or Shift+Tab) until `target` has the focus. Fails when the focus is lost on the way. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let step = 0; step < maxSteps; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
    await expectFocusKept(page, `${key}, on the way to ${target}`)
  }
  throw new Error(`${key} does not lead to ${target}`)
}
