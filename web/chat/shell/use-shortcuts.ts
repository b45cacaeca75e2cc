import type { RoomView } from "@roost/sdk";
import { useEffect } from "react";
import { useLocation } from "wouter";
import { attentionOf } from "../arrangement/attention.ts";
import { inListOrder, sectionsOf } from "../arrangement/sections.ts";
import { listStateOf, useByTitle } from "../arrangement/use-sections.ts";
import type { DialogState } from "../dialogs/dialogs.ts";
import { roomPath } from "../room/links.ts";
import { useRoost } from "../session/session-context.ts";
import { hasModKey } from "../shortcuts/keys.ts";

/** The keys that work everywhere in the signed-in client. */
export function useShortcuts(
  dialog: DialogState | null,
  openDialog: (dialog: DialogState | null) => void,
) {
  const roost = useRoost();
  const byTitle = useByTitle();
  const [path, navigate] = useLocation();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented) return;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        openDialog(dialog?.name === "switcher" ? null : { name: "switcher" });
      } else if (dialog !== null) {
        return;
      } else if (hasModKey(event) && event.key === ",") {
        event.preventDefault();
        navigate("/settings");
      } else if (event.shiftKey && event.key === "Escape") {
        event.preventDefault();
        // It is there with the parts of the list, which need it too.
        void import("../views/mark-all-read.ts").then((one) => one.markAllRead(roost));
      } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        event.preventDefault();
        const next = neighbour(event.key === "ArrowUp" ? -1 : 1, event.shiftKey);
        if (next !== undefined) navigate(roomPath(next));
      } else if (event.key === "?" && !isTyping(event.target)) {
        event.preventDefault();
        openDialog({ name: "shortcuts" });
      } else if (isPlainCharacter(event) && event.target === document.body) {
        // Somebody just starts to write: the character goes into the composer.
        document.querySelector<HTMLTextAreaElement>("[data-composer]")?.focus();
      }
    }
    function neighbour(step: 1 | -1, onlyUnread: boolean): string | undefined {
      const isOpen = (room: RoomView) => path.startsWith(roomPath(room.id));
      const state = listStateOf(roost);
      const waits = (room: RoomView) => attentionOf(room, state.muted.has(room.id)) > 0;
      const rooms = inListOrder(sectionsOf(roost.rooms.get(), state, byTitle)).filter(
        (room) => !onlyUnread || waits(room) || isOpen(room),
      );
      const index = rooms.findIndex(isOpen);
      if (index < 0) return rooms[0]?.id;
      const next = rooms[index + step];
      // The way through what is unread has no end before all of it is read.
      if (next || !onlyUnread) return next?.id;
      return rooms.at(step > 0 ? 0 : -1)?.id;
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [dialog, openDialog, roost, byTitle, path, navigate]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");
}

function isPlainCharacter(event: KeyboardEvent): boolean {
  return (
    event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " "
  );
}
