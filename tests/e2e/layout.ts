/**
 * What the eye finds wrong on a page, measured in the page: text that is cut off, lies on other text or sticks out of what
 * holds it, sideways scrolling, and targets that a finger misses.
 */
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** WCAG 2.2, 1.4.12: what a reader may set without losing anything. */
const TEXT_SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`;

/** The size of text that a browser begins with, in pixels. */
const USUAL_TEXT = 16;

/**
 * Everything that is wrong with the page as it is shown now, one line each. With spaced text a table may scroll in its own frame, and a
 * list, whose words stand on one line in every browser, shows them whole when it is open: nothing is lost (WCAG 2.2, 1.4.12).
 */
async function flaws(page: Page, isSpaced: boolean): Promise<string[]> {
  return page.evaluate((isSpaced) => {
    /** Below this many pixels a difference is rounding. */
    const SLACK = 1;
    const found = new Set<string>();

    interface Run {
      words: string;
      boxes: DOMRect[];
      /** What holds it. */
      holder: Element;
      /** What is laid over the page, or scrolls under something that stays, is compared only with its own. */
      sheet: Element;
    }

    const styles = new Map<Element, CSSStyleDeclaration>();
    const style = (element: Element): CSSStyleDeclaration => {
      const known = styles.get(element) ?? getComputedStyle(element);
      styles.set(element, known);
      return known;
    };
    const upwards = (element: Element): Element[] => {
      const all: Element[] = [];
      for (let at: Element | null = element; at !== null && at !== document.documentElement; at = at.parentElement) all.push(at);
      return all;
    };
    /** Text for screen readers alone. */
    const isUnseen = (element: Element) =>
      upwards(element).some((at) => style(at).clipPath.startsWith("inset(50%") || (at as HTMLElement).getBoundingClientRect().bottom < 0 && style(at).position === "fixed");
    const sheetOf = (element: Element): Element =>
      upwards(element).find((at) => at.matches("dialog, [popover]") || ["fixed", "sticky"].includes(style(at).position) || (style(at).position === "absolute" && style(at).zIndex !== "auto")) ??
      document.body;
    const named = (element: Element) => {
      const classes = typeof element.className === "string" ? element.className.split(/\s+/).filter(Boolean) : [];
      return [element.tagName.toLowerCase(), ...classes].join(".");
    };
    const words = (text: string) => text.trim().replaceAll(/\s+/g, " ").slice(0, 60);
    const isBlock = (element: Element) => !["inline", "contents"].includes(style(element).display);

    /** What is scrolled out of sight, up or down, is reached by scrolling. */
    const inSight = (holder: Element, boxes: DOMRect[]): DOMRect[] => {
      const ports = upwards(holder).filter((at) => ["auto", "scroll"].includes(style(at).overflowY)).map((at) => at.getBoundingClientRect());
      return boxes
        .map((box) => {
          const top = Math.max(box.top, ...ports.map((port) => port.top));
          const bottom = Math.min(box.bottom, ...ports.map((port) => port.bottom));
          return new DOMRect(box.left, top, box.width, Math.max(0, bottom - top));
        })
        .filter((box) => box.width > 0.5 && box.height > 0.5);
    };

    const runs: Run[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (holder === null || (node.textContent ?? "").trim() === "" || holder.closest("script, style, select, textarea, svg, noscript") !== null) continue;
      if (!holder.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || isUnseen(holder)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = inSight(holder, [...range.getClientRects()]);
      if (boxes.length > 0) runs.push({ words: words(node.textContent ?? ""), boxes, holder, sheet: sheetOf(holder) });
    }
    for (const control of document.querySelectorAll("input, select, textarea, svg, progress, meter")) {
      if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || isUnseen(control) || control.closest("svg") !== control.closest("svg:not(svg svg)")) continue;
      const boxes = inSight(control.parentElement ?? control, [control.getBoundingClientRect()]);
      if (boxes.length > 0) runs.push({ words: "", boxes, holder: control, sheet: sheetOf(control) });
    }

    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.add(`the page scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`);

    for (const run of runs) {
      const isText = run.words !== "";
      const what = isText ? `"${run.words}" in ${named(run.holder)}` : named(run.holder);
      let isTold = false;
      for (const at of upwards(run.holder)) {
        if (isSpaced && at.matches(".table-scroll") && style(at).overflowX === "auto") break;
        // What it sticks out of first says it; what is around that only repeats it.
        if (isTold || (!isText && at === run.holder)) continue;
        const { overflowX, overflowY, position, textOverflow } = style(at);
        if (isBlock(at)) {
          const outer = at.getBoundingClientRect();
          const clipsX = overflowX !== "visible";
          const clipsY = ["hidden", "clip"].includes(overflowY);
          for (const box of run.boxes) {
            const over = Math.max(box.right - outer.right, outer.left - box.left);
            // Glyphs may stand over the line that they are set on.
            const above = Math.max(box.bottom - outer.bottom, outer.top - box.top);
            if (over > SLACK) {
              found.add(`${clipsX ? "cut at the side" : "sticks out"} by ${over.toFixed(0)}: ${what}, of ${named(at)}`);
              isTold = true;
            }
            if (clipsY && above > Math.max(SLACK, box.height / 5)) found.add(`cut above or below: ${what}, of ${named(at)}`);
          }
          if (clipsX && textOverflow === "ellipsis" && at.scrollWidth > at.clientWidth + SLACK) found.add(`cut by an ellipsis: ${what}`);
          if (style(at).webkitLineClamp !== "none" && at.scrollHeight > at.clientHeight + SLACK) found.add(`cut after some lines: ${what}`);
          if (["auto", "scroll"].includes(overflowX) && at.scrollWidth > at.clientWidth + SLACK) found.add(`scrolls sideways: ${named(at)} by ${at.scrollWidth - at.clientWidth}`);
        }
        if (["fixed", "absolute"].includes(position)) break;
      }
    }

    // Text on text, and on pictures and controls; what lies in a control, such as its icon, belongs there.
    const boxes = runs.flatMap((run) => run.boxes.map((box) => ({ run, box }))).toSorted((one, other) => one.box.top - other.box.top);
    for (const [place, one] of boxes.entries()) {
      for (let next = place + 1; next < boxes.length; next += 1) {
        const other = boxes[next];
        if (other === undefined || other.box.top >= one.box.bottom) break;
        if (other.run === one.run || other.run.sheet !== one.run.sheet || (one.run.words === "" && other.run.words === "")) continue;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 2 && down > Math.min(one.box.height, other.box.height) * 0.3) {
          found.add(`overlap: "${one.run.words}" in ${named(one.run.holder)} and "${other.run.words}" in ${named(other.run.holder)}`);
        }
      }
    }

    // What is chosen in a list is shown whole.
    const pen = document.createElement("canvas").getContext("2d");
    for (const list of document.querySelectorAll("select")) {
      if (isSpaced || pen === null || !list.checkVisibility() || list.multiple) continue;
      const own = style(list);
      pen.font = own.font;
      pen.letterSpacing = own.letterSpacing;
      pen.wordSpacing = own.wordSpacing;
      const chosen = list.selectedOptions[0]?.text ?? "";
      const needed = pen.measureText(chosen).width;
      const there = list.clientWidth - parseFloat(own.paddingInlineStart) - parseFloat(own.paddingInlineEnd);
      if (needed > there + SLACK) found.add(`cut by ${(needed - there).toFixed(0)}: "${chosen}" in select#${list.id}`);
    }
    return [...found];
  }, isSpaced);
}

/** Targets that are smaller than WCAG 2.2 allows (2.5.8), and stand too near to another. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LEAST = 24;
    const SLACK = 0.5;
    const found: string[] = [];
    const all = document.querySelectorAll<HTMLElement>(
      "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'], [role=button], [role=link], [role=tab], [role=option], [role=menuitem]",
    );
    const top = document.querySelector("dialog:modal");
    const targets = [...all]
      .filter((element) => (top?.contains(element) ?? true) && element.checkVisibility({ visibilityProperty: true }))
      .map((element) => {
        const own = element.getBoundingClientRect();
        // A label presses its box too; the two are one target.
        const label = element instanceof HTMLInputElement && ["checkbox", "radio"].includes(element.type) ? element.labels?.[0] : undefined;
        const boxes = [own, ...(label === undefined ? [] : [label.getBoundingClientRect()])];
        const left = Math.min(...boxes.map((box) => box.left));
        const first = Math.min(...boxes.map((box) => box.top));
        const box = new DOMRect(left, first, Math.max(...boxes.map((it) => it.right)) - left, Math.max(...boxes.map((it) => it.bottom)) - first);
        return { element, box };
      })
      .filter(({ box }) => box.width > 1 && box.height > 1 && box.bottom > 0);
    const isSmall = (box: DOMRect) => box.width < LEAST - SLACK || box.height < LEAST - SLACK;
    /** In a sentence: the size comes from its line of text. */
    const isInline = (element: HTMLElement) => {
      if (getComputedStyle(element).display !== "inline") return false;
      const around = element.parentElement?.closest("p, li, dd, dt, td, th, div, span:not(:has(> a:only-child))") ?? null;
      return around !== null && [...around.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim().length > 1);
    };
    for (const { element, box } of targets) {
      if (!isSmall(box) || isInline(element)) continue;
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const near = targets.find((other) => {
        if (other.element === element || other.element.contains(element) || element.contains(other.element)) return false;
        const across = Math.max(other.box.left - x, 0, x - other.box.right);
        const down = Math.max(other.box.top - y, 0, y - other.box.bottom);
        const toBox = Math.hypot(across, down) < LEAST / 2 - SLACK;
        const center = Math.hypot(other.box.left + other.box.width / 2 - x, other.box.top + other.box.height / 2 - y);
        return toBox || (isSmall(other.box) && center < LEAST - SLACK);
      });
      if (near !== undefined) {
        found.push(`${Math.round(box.width)} × ${Math.round(box.height)}: ${element.outerHTML.slice(0, 120)}, beside ${near.element.outerHTML.slice(0, 80)}`);
      }
    }
    return found;
  });
}

/** Sets the size of text that the reader has chosen in the browser, in hundredths of the usual. */
async function setTextSize(page: Page, percent: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const standard = Math.round((USUAL_TEXT * percent) / 100);
  await session.send("Page.setFontSizes", { fontSizes: { standard, fixed: Math.round((standard * 13) / 16) } });
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(`${standard}px`);
  await session.detach();
}

/** Waits until the page is laid out anew. */
async function laidOut(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/** A way in which somebody looks at a page. */
export interface Look {
  name: string;
  width: number;
  /** Of the text, in hundredths. */
  text?: 200;
  /** With the widest spacing that has to be borne. */
  spaced?: boolean;
  /** How large targets are is measured too. */
  targets?: boolean;
}

/** The widths 320 px is 1280 px at 400 %, and 640 px is that at 200 %. */
export const LOOKS: readonly Look[] = [
  { name: "320 px", width: 320, targets: true },
  { name: "390 px", width: 390 },
  { name: "640 px", width: 640 },
  { name: "768 px", width: 768 },
  { name: "1280 px", width: 1280, targets: true },
  { name: "1280 px, text of 200 %", width: 1280, text: 200 },
  { name: "320 px, spaced text", width: 320, spaced: true },
  { name: "1280 px, spaced text", width: 1280, spaced: true },
];

/** Looks at the page as it stands, in each way of `looks`. What is wrong. */
export async function flawsAt(page: Page, looks: readonly Look[]): Promise<string[]> {
  const all: string[] = [];
  for (const { name, width, text, spaced, targets } of looks) {
    await page.setViewportSize({ width, height: 900 });
    if (text !== undefined) await setTextSize(page, text);
    const spacing = spaced === true ? await page.addStyleTag({ content: TEXT_SPACING }) : undefined;
    await laidOut(page);
    const seen = [...(await flaws(page, spaced === true)), ...(targets === true ? await smallTargets(page) : [])];
    all.push(...seen.map((flaw) => `${name}: ${flaw}`));
    if (text !== undefined) await setTextSize(page, 100);
    await spacing?.evaluate((node) => node.parentNode?.removeChild(node));
  }
  return all;
}
