import type { RoomView, Roost } from "@roost/sdk";
import { isByHand, moveSection, placeRoom, put } from "../arrangement/arrange.ts";
import { homeOf, sectionOf, sectionOrder } from "../arrangement/sections.ts";
import { listStateOf } from "../arrangement/use-sections.ts";
import { headingAt, nextRoomOf, roomAt, roomElementAt, sectionElementAt } from "./list-places.ts";
import { listen } from "./menu-gestures.ts";

interface Place {
  section: string;
  /** Of the section, or of a room of it. */
  element: HTMLElement;
  how: "into" | "above" | "below";
}

/** A line above or below a room. */
const lineClasses = [
  "relative",
  "after:pointer-events-none",
  "after:absolute",
  "after:inset-x-2",
  "after:h-0.5",
  "after:rounded-full",
  "after:bg-accent",
  "data-[drop=above]:after:top-0",
  "data-[drop=below]:after:bottom-0",
];

/** What is dragged. */
type Dragged = { room: RoomView } | { sectionId: string };

/**
 * Rooms are dragged into sections, and among the rooms of those that are sorted by hand; sections by their headings among each other.
 *
 * @returns what ends that.
 */
export function listenForDrags(nav: HTMLElement, roost: Roost): () => void {
  let dragged: Dragged | null = null;
  let marked: HTMLElement | null = null;

  function mark(element: HTMLElement | null, how?: string) {
    if (marked && marked !== element) {
      delete marked.dataset.drop;
      marked.classList.remove(...lineClasses);
    }
    marked = element;
    if (!element) return;
    element.dataset.drop = how;
    if (roomAt(element) !== null) element.classList.add(...lineClasses);
  }

  function end() {
    mark(null);
    dragged = null;
    delete nav.dataset.dragging;
  }

  /** Where it would go from a place of the pointer: as it is marked there; null where it cannot. */
  function placeAt({ target, clientY }: DragEvent): Place | null {
    const section = sectionElementAt(target);
    const id = section?.dataset.section;
    if (!dragged || !section || id === undefined) return null;
    const sideOf = (element: HTMLElement) => {
      const { top, height } = element.getBoundingClientRect();
      return clientY < top + height / 2 ? "above" : "below";
    };
    if ("room" in dragged) {
      const { room } = dragged;
      if (id !== homeOf(room) && (id === "rooms" || id === "directs")) return null;
      const over = isByHand(roost, id) ? roomElementAt(target) : null;
      if (over && over.dataset.room !== room.id)
        return { section: id, element: over, how: sideOf(over) };
      const isThere = sectionOf(room, listStateOf(roost)) === id;
      return isThere ? null : { section: id, element: section, how: "into" };
    }
    if (dragged.sectionId === id) return null;
    return { section: id, element: section, how: sideOf(section) };
  }

  const ending = listen(nav, {
    dragstart(event) {
      const roomId = roomAt(event.target);
      const room = roomId === null ? null : roost.room(roomId).get();
      const sectionId = headingAt(event.target);
      if (room) dragged = { room };
      else if (sectionId !== null) dragged = { sectionId };
      else return;
      if (event.dataTransfer) event.dataTransfer.effectAllowed = "copyMove";
      // A page that changes now would end the dragging that begins.
      const kind = room ? "room" : "section";
      setTimeout(() => {
        if (dragged) nav.dataset.dragging = kind;
      });
    },
    dragover(event) {
      const place = placeAt(event);
      mark(place?.element ?? null, place?.how);
      if (!place) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "move";
    },
    dragleave(event) {
      if (!nav.contains(event.relatedTarget as Node | null)) mark(null);
    },
    drop(event) {
      const place = placeAt(event);
      const what = dragged;
      end();
      if (!place || !what) return;
      event.preventDefault();
      const { section: id, element, how } = place;
      if ("room" in what) {
        if (how === "into") return void put(roost, what.room, id);
        const before = how === "above" ? roomAt(element) : nextRoomOf(element, what.room.id);
        return void placeRoom(roost, what.room, id, before);
      }
      const order = sectionOrder(listStateOf(roost)).filter((one) => one !== what.sectionId);
      const before = how === "above" ? id : (order[order.indexOf(id) + 1] ?? null);
      void moveSection(roost, what.sectionId, before);
    },
    dragend: end,
  });
  return () => {
    ending();
    end();
  };
}
