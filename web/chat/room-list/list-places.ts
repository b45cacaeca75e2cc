/** The parts of the list, as they are marked in the page. */

const found = (target: EventTarget | null, selector: string): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null;

export const roomElementAt = (target: EventTarget | null) => found(target, "[data-room]");

export const roomAt = (target: EventTarget | null) => roomElementAt(target)?.dataset.room ?? null;

/** The room behind one of the same section, without another one; null where it is the last. */
export function nextRoomOf(element: HTMLElement, without: string): string | null {
  const next = element.nextElementSibling;
  if (!(next instanceof HTMLElement)) return null;
  return next.dataset.room === without ? nextRoomOf(next, without) : (next.dataset.room ?? null);
}

export const sectionElementAt = (target: EventTarget | null) => found(target, "[data-section]");

/** The section whose heading something belongs to. */
export const headingAt = (target: EventTarget | null) =>
  found(target, "[data-heading]") && (sectionElementAt(target)?.dataset.section ?? null);

export const linkOf = (nav: HTMLElement, roomId: string) =>
  nav.querySelector(`[data-room="${roomId}"]`)?.querySelector("a") ?? null;

const sectionElement = (nav: HTMLElement, id: string) =>
  nav.querySelector<HTMLElement>(`[data-section="${id}"]`);

/** What collapses a section. */
export const headingOf = (nav: HTMLElement, id: string) =>
  sectionElement(nav, id)?.querySelector("button") ?? null;

/** Whether a section is on the screen. */
export const isShown = (nav: HTMLElement) => (id: string) =>
  (sectionElement(nav, id)?.offsetHeight ?? 0) > 0;
