import type { Roost } from "@roost/sdk";
import { putInNeighbour, stepRoom, stepSection } from "../arrangement/arrange.ts";
import { hasModKey } from "../shortcuts/keys.ts";
import { headingAt, headingOf, isShown, linkOf, roomAt } from "./list-places.ts";
import { listen } from "./menu-gestures.ts";

const steps: Record<string, 1 | -1> = { ArrowUp: -1, ArrowDown: 1 };

/**
 * Ctrl or ⌘ with Shift and an arrow moves a room to the next section, or by a place where its section is sorted by
 * hand, and a section by its heading among the others.
 *
 * @returns what ends that.
 */
export function listenForKeys(nav: HTMLElement, roost: Roost): () => void {
  return listen(nav, {
    keydown(event) {
      const step = steps[event.key];
      if (step === undefined || !event.shiftKey || event.altKey || !hasModKey(event)) return;
      const roomId = roomAt(event.target);
      const sectionId = headingAt(event.target);
      if (roomId !== null) moveRoom(roomId, step);
      else if (sectionId !== null) stepSection(roost, sectionId, step, isShown(nav));
      else return;
      event.preventDefault();
      event.stopPropagation();
      keepFocus(() => (roomId === null ? headingOf(nav, sectionId ?? "") : linkOf(nav, roomId)));
    },
  });

  function moveRoom(roomId: string, step: 1 | -1) {
    const room = roost.room(roomId).get();
    if (room && !stepRoom(roost, room, step)) putInNeighbour(roost, room, step);
  }

  /** What moves is another element afterwards, which may come some frames later. Who went elsewhere stays there. */
  function keepFocus(find: () => HTMLElement | null) {
    for (const afterMs of [50, 200, 600]) {
      setTimeout(() => {
        const again = find();
        const focused = document.activeElement;
        if (focused !== document.body && focused !== again) return;
        again?.focus();
        again?.scrollIntoView({ block: "nearest" });
      }, afterMs);
    }
  }
}
