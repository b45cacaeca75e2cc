import { useEffect } from "react";
import { useLocation } from "wouter";
import { roomPath } from "../room/links.ts";
import { useRoost } from "../session/session-context.ts";
import type { DialogState } from "./dialogs.ts";

/** The keys that work everywhere in the signed-in client. */
export function useShortcuts(
  dialog: DialogState | null,
  openDialog: (dialog: DialogState | null) => void,
) {
  const roost = useRoost();
  const [path, navigate] = useLocation();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.isComposing || event.defaultPrevented) return;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        openDialog(dialog?.name === "switcher" ? null : { name: "switcher" });
      } else if (dialog !== null) {
        return;
      } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        event.preventDefault();
        const next = neighbour(event.key === "ArrowUp" ? -1 : 1);
        if (next !== undefined) navigate(roomPath(next));
      } else if (event.key === "?" && !isTyping(event.target)) {
        event.preventDefault();
        openDialog({ name: "shortcuts" });
      } else if (isPlainCharacter(event) && event.target === document.body) {
        // Somebody just starts to write: the character goes into the composer.
        document.querySelector<HTMLTextAreaElement>("[data-composer]")?.focus();
      }
    }
    function neighbour(step: 1 | -1): string | undefined {
      const rooms = roost.rooms.get();
      const index = rooms.findIndex((room) => path.startsWith(roomPath(room.id)));
      if (index < 0) return rooms[0]?.id;
      return rooms[index + step]?.id;
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [dialog, openDialog, roost, path, navigate]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");
}

function isPlainCharacter(event: KeyboardEvent): boolean {
  return (
    event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " "
  );
}
