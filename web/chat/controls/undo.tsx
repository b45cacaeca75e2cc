import { useEffect, useRef } from "react";
import { useText } from "../language/language.ts";
import { whatHasFocus } from "./return-focus.ts";
import { endToast, showToast } from "./toast.tsx";

/** Brings the focus to the button, from wherever it is. */
const undoKey = "F8";

/** Says that something was done, with a button that takes it back. */
export function showUndo(text: string, undo: () => void): void {
  showToast(text, "plain", <Undo undo={undo} />);
}

function Undo({ undo }: { undo: () => void }) {
  const t = useText();
  const button = useRef<HTMLButtonElement>(null);
  const cameFrom = useRef<HTMLElement>(null);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== undoKey || event.defaultPrevented) return;
      event.preventDefault();
      if (document.activeElement !== button.current) cameFrom.current = whatHasFocus();
      button.current?.focus();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  function close() {
    cameFrom.current?.focus();
    endToast();
  }

  return (
    <button
      type="button"
      ref={button}
      aria-keyshortcuts={undoKey}
      title={undoKey}
      className="tap -my-1 shrink-0 rounded-md px-1.5 py-1 font-bold underline underline-offset-2 focus-visible:outline-current"
      onClick={() => {
        close();
        undo();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      {t("controls.undo")}
    </button>
  );
}
