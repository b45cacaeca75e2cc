import { useEffect } from "react";
import { useRoost } from "../session/session-context.ts";

/** A phone may stop a page for good as soon as nobody sees it. */
const isTouch = matchMedia("(hover: none) and (pointer: coarse)").matches;

/** Sends what is held back once the page is left: nobody is there to take it back, and it has to go out. */
export function useLeaving(): void {
  const roost = useRoost();
  useEffect(() => {
    const leave = () => roost.held.sendHeld();
    const hide = () => {
      if (isTouch && document.visibilityState === "hidden") leave();
    };
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hide);
    };
  }, [roost]);
}
