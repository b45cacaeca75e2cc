import { useEffect } from "react";
import { useRoost } from "../session/session-context.ts";

/** Who has not touched the page for so long is somewhere else. */
const IDLE_AFTER_MS = 5 * 60_000;
/** Of a pointer that moves, not each movement is looked at. */
const NOTE_EVERY_MS = 5_000;

const signs = ["pointerdown", "pointermove", "keydown", "wheel", "focus"] as const;

/** Tells the server when nobody uses this page, and when somebody does again. */
export function useIdle(): void {
  const roost = useRoost();
  useEffect(() => {
    let usedAt = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const used = () => {
      const now = performance.now();
      if (now - usedAt < NOTE_EVERY_MS) return;
      usedAt = now;
      roost.signals.tellIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => {
        usedAt = Number.NEGATIVE_INFINITY;
        roost.signals.tellIdle(true);
      }, IDLE_AFTER_MS);
    };
    used();
    const options = { capture: true, passive: true };
    for (const sign of signs) addEventListener(sign, used, options);
    return () => {
      clearTimeout(timer);
      for (const sign of signs) removeEventListener(sign, used, options);
    };
  }, [roost]);
}
