/**
 * A person at the keyboard: goes to a control by Tab, looks at every stop on the way, and presses it. No pointer. A stop fails the test
 * when focus cannot be seen there (WCAG 2.4.7), when something covers it (2.4.11), or when it was lost.
 */
import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** No page of the sample has more stops than this. */
const ROUND = 120;

async function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

/** What is wrong with where focus is; nothing where a person sees it. Focus outside the page, on the browser's own controls, is fine. */
export async function flawOfFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return null;
    const what = `${focused.tagName.toLowerCase()} “${(focused.textContent ?? "").trim().slice(0, 40)}”`;
    const style = getComputedStyle(focused);
    const ring = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
    // Headings and summaries are given focus to be read out; nothing can be pressed there. The button within a field for a date is the
    // browser's own, and so is its ring.
    const isRead = focused.getAttribute("tabindex") === "-1";
    const isWithin = focused.matches("input[type=date], input[type=datetime-local]") && !focused.matches(":focus-visible");
    if (!ring && !isRead && !isWithin) return `focus cannot be seen on ${what}`;
    // Of what is in the window, something is on top of everything. A link may go over two lines: each has a box of its own.
    const boxes = [...focused.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    const seen = boxes.some((box) =>
      [0.5, 0.1, 0.9].some((across) =>
        [0.5, 0.1, 0.9].some((down) => {
          const top = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
          return top !== null && (focused.contains(top) || top.contains(focused));
        }),
      ),
    );
    return seen ? null : `${what} has focus where nobody sees it`;
  });
}

/** Focus is where a person sees it. */
export async function expectFocusSeen(page: Page): Promise<void> {
  // A page that is just being drawn scrolls to it within a moment.
  await expect.poll(() => flawOfFocus(page), { message: "where focus is" }).toBeNull();
}

/** Focus is on something of the page: what was done did not lose it. */
export async function expectFocusKept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), { message: "what has focus" }).not.toBe("BODY");
  await expectFocusSeen(page);
}

/** Presses Tab until `control` has focus, and looks at each stop; fails when a whole round of the page does not reach it. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let presses = 0; presses < ROUND && !(await hasFocus(control)); presses += 1) {
    await page.keyboard.press("Tab");
    await expectFocusSeen(page);
  }
  await expect(control).toBeFocused();
}

/** Goes to `control` by Tab and presses `key` on it. */
export async function press(page: Page, control: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

/** Goes to the field `control` by Tab and types `text` in place of what is there. */
export async function write(page: Page, control: Locator, text: string): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
  await expect(control).toHaveValue(text);
}
