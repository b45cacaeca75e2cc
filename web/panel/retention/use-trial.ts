import { isShorter } from "@roost/protocol/kept-days.ts";
import type { TriedRetention } from "@roost/protocol/retention.ts";
import { useState } from "react";
import { useText } from "../../chat/language/language.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

interface Trial {
  /** What would go with the days that are wanted; null where that was not asked. */
  tried: TriedRetention | null;
  /** Whether it has to be asked before these days can be said. */
  isNeeded: boolean;
  look: () => Promise<void>;
}

/**
 * What goes is seen before messages are kept for a shorter time.
 *
 * @param before The days until now, @param after those that are wanted; 0 is for ever. @param roomId Null for the server.
 */
export function useTrial(before: number, after: number, roomId: string | null): Trial {
  const t = useText();
  const { administration } = useAdministrator();
  const [last, setLast] = useState<{ days: number; result: TriedRetention } | null>(null);
  const tried = last?.days === after ? last.result : null;
  const wish = { days: after, ...(roomId !== null && { roomId }) };
  return {
    tried,
    isNeeded: tried === null && isShorter(before, after),
    look: async () => {
      const result = await inWords(t, () => administration.tryRetention(wish));
      setLast({ days: after, result });
    },
  };
}
