/** What tests and measurements ask of the browser itself: its longest task, what it holds of a page, how fast it is at all. */
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession, Page } from "@playwright/test";

/** What the browser holds of a page. */
export interface Held {
  nodes: number;
  listeners: number;
}

/** A session by which {@link held} looks at `page`. */
export async function sessionOf(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.enable");
  return session;
}

/** Numbers that the browser keeps of a page, once its rubbish is away. */
export async function metrics(session: CDPSession): Promise<(name: string) => number> {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  return (name) => metrics.find((it) => it.name === name)?.value ?? 0;
}

/** What the browser holds of the page: the least of a few looks, since one that comes early still sees some rubbish. */
export async function held(page: Page, session: CDPSession): Promise<Held> {
  let least: Held = { nodes: Infinity, listeners: Infinity };
  for (let look = 0; look < 5; look += 1) {
    await page.evaluate(() => new Promise((next) => requestIdleCallback(next)));
    const value = await metrics(session);
    least = { nodes: Math.min(least.nodes, value("Nodes")), listeners: Math.min(least.listeners, value("JSEventListeners")) };
  }
  return least;
}

/** One task of a page's thread. */
export interface Task {
  /** By the clock on the wall, in milliseconds. */
  long: number;
  /** What the thread itself worked, in milliseconds: what other programs took meanwhile is not in it. */
  worked: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/**
 * The longest task of the page while `act` runs and for `after` milliseconds more, from the browser's own record of its tasks. What the
 * test itself asks the page in between is none of the page's: so `act` has to do what it does by keys and mouse.
 */
export async function longestTask(page: Page, act: () => Promise<unknown>, after = 300): Promise<Task> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("a context of its own has no record of tasks");
  const path = join(tmpdir(), `crossover-tasks-${process.pid}.json`);
  await browser.startTracing(page, { path, categories: ["-*", "toplevel", "devtools"] });
  try {
    await act();
    await page.waitForTimeout(after);
  } finally {
    await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(readFileSync(path, "utf8")) as { traceEvents: TraceEvent[] };
  rmSync(path);
  const threads = traceEvents.filter((it) => it.name === "thread_name" && it.args?.name === "CrRendererMain");
  const ours = traceEvents.filter(({ ph, pid, tid }) => ph === "X" && threads.some((it) => it.pid === pid && it.tid === tid));
  const asked = ours.filter((it) => it.name === "DevToolsSession::DispatchProtocolCommand");
  const isWithin = (inner: TraceEvent, { pid, ts, dur = 0 }: TraceEvent) => inner.pid === pid && inner.ts >= ts && inner.ts <= ts + dur;
  // What promises do after a task belongs to it, and is recorded behind it.
  const isPart = ({ name }: TraceEvent) => name.endsWith("RunTask") || name === "BlinkScheduler_PerformMicrotaskCheckpoint";
  const tasks: (Task & { last: TraceEvent; isAsked: boolean })[] = [];
  for (const part of ours.filter(isPart).sort((one, other) => one.tid - other.tid || one.ts - other.ts)) {
    const before = tasks.at(-1);
    if (before !== undefined && isWithin(part, before.last)) continue;
    const { dur = 0, tdur = dur } = part;
    const isAsked = asked.some((question) => isWithin(question, part));
    if (before !== undefined && before.last.tid === part.tid && !part.name.endsWith("RunTask")) {
      before.long += dur / 1000;
      before.worked += tdur / 1000;
      before.last = part;
      before.isAsked ||= isAsked;
    } else {
      tasks.push({ long: dur / 1000, worked: tdur / 1000, last: part, isAsked });
    }
  }
  const own = tasks.filter(({ isAsked }) => !isAsked);
  if (own.length === 0) throw new Error("the browser recorded no task");
  const { long, worked } = own.reduce((one, other) => (other.worked > one.worked ? other : one));
  return { long, worked };
}

/** How long {@link pace} takes on the machine for which limits are meant: README, "Size and speed". */
const USUAL_PACE_MS = 11;

/** How many times longer a fixed piece of work takes here than it usually does, and never less than once: the least of many times. */
export async function pace(page: Page): Promise<number> {
  const least = await page.evaluate(() => {
    const work = () => {
      const from = performance.now();
      const names = Array.from({ length: 20_000 }, (_, n) => `Customer ${(n * 7919) % 20_000}`).sort();
      return JSON.stringify(names).length > 0 ? performance.now() - from : 0;
    };
    return Math.min(...Array.from({ length: 20 }, work));
  });
  return Math.max(1, least / USUAL_PACE_MS);
}
