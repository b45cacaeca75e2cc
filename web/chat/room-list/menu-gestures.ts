import type { Point } from "../controls/menu.tsx";
import { headingAt, roomAt } from "./list-places.ts";

const PRESS_MS = 450;
const SLACK_PX = 10;

/** What a menu was asked for, and where. */
export type MenuTarget = { at: Point } & ({ roomId: string } | { roomId: null; sectionId: string });

/**
 * Notices that a menu is asked for: by the other button of the mouse, the key for it, or a finger that rests.
 *
 * @returns what ends that.
 */
export function listenForMenus(nav: HTMLElement, open: (target: MenuTarget) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start: Point = { x: 0, y: 0 };
  let wasLong = false;
  const cancel = () => clearTimeout(timer);

  function ask(from: EventTarget | null, at: Point): boolean {
    const roomId = roomAt(from);
    const sectionId = headingAt(from);
    if (roomId !== null) open({ at, roomId });
    else if (sectionId !== null) open({ at, roomId: null, sectionId });
    else return false;
    return true;
  }

  const handlers = {
    pointerdown(event: PointerEvent) {
      wasLong = false;
      cancel();
      if (event.pointerType !== "touch") return;
      start = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => {
        wasLong = ask(event.target, start);
      }, PRESS_MS);
    },
    pointermove({ clientX, clientY }: PointerEvent) {
      // A finger that moves is scrolling.
      if (Math.hypot(clientX - start.x, clientY - start.y) > SLACK_PX) cancel();
    },
    pointerup: cancel,
    pointercancel: cancel,
    /** The finger that lifts must not follow the link under it. */
    touchend(event: TouchEvent) {
      if (wasLong && event.cancelable) event.preventDefault();
    },
    contextmenu(event: MouseEvent) {
      if (event.shiftKey && event.button === 2) return;
      if (wasLong || ask(event.target, placeOf(event))) event.preventDefault();
      cancel();
    },
  };
  return listen(nav, handlers);
}

/** Some browsers say nothing of where a key asked for it. */
function placeOf({ clientX, clientY, target }: MouseEvent): Point {
  if (clientX > 0 || clientY > 0 || !(target instanceof Element)) return { x: clientX, y: clientY };
  const { left, bottom } = target.getBoundingClientRect();
  return { x: left + 24, y: bottom - 12 };
}

/** Has an element call handlers by the names of their events. Returns what ends that. */
export function listen(
  element: HTMLElement,
  handlers: { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void },
): () => void {
  const ending = new AbortController();
  for (const [name, handler] of Object.entries(handlers)) {
    element.addEventListener(name, handler as EventListener, { signal: ending.signal });
  }
  return () => ending.abort();
}
