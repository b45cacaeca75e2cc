import { useEffect } from "react";
import { useRoost } from "../session/session-context.ts";

/** What others do is told to a page that somebody can see, and to no other. */
export function useLooking(): void {
  const roost = useRoost();
  useEffect(() => {
    const look = () => roost.signals.look(document.visibilityState === "visible");
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [roost]);
}
