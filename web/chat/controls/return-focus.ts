import { createContext } from "react";

/** Where the focus goes when a dialog closes; false leaves it, true lets the dialog decide. */
export const ReturnFocusContext = createContext<() => HTMLElement | boolean>(() => true);

/** The element with the focus; in a menu, which is about to go, the button that opened it. */
export function whatHasFocus(): HTMLElement | null {
  const active = document.activeElement;
  const button = active?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  const element = button ? document.getElementById(button) : active;
  return element instanceof HTMLElement && element !== document.body ? element : null;
}
