import { useCallback, useLayoutEffect, useRef } from "react";
import { whatHasFocus } from "./return-focus.ts";

/** Where the focus was before the first of a row of dialogs, to go back to after the last. @param open Names the open one. */
export function useReturnFocus(open: string | null): () => HTMLElement | boolean {
  const origin = useRef<HTMLElement | null>(null);
  const isOpen = useRef(false);
  // While drawing, since the catcher takes the focus before effects of this component run.
  if (open !== null && !isOpen.current) origin.current = whatHasFocus();
  isOpen.current = open !== null;
  useLayoutEffect(() => {
    if (open === null && document.activeElement === document.body) origin.current?.focus();
  }, [open]);
  return useCallback(() => {
    // What the dialog led to is about to take the focus.
    if (isOpen.current || document.querySelector("[data-arriving]") !== null) return false;
    return origin.current?.isConnected ? origin.current : true;
  }, []);
}
