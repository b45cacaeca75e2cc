import type { Message } from "@roost/protocol/message.ts";
import type { RoomView } from "@roost/sdk";
import { useMemo, useRef, useState } from "react";

/**
 * The messages without the tombstones of what I never saw: what was deleted before I had read up to
 * it leaves no line. What this page showed keeps one, so that nothing vanishes silently from under a
 * reader.
 */
export function useWithoutUnseen(
  messages: readonly Message[],
  { readNumber }: Pick<RoomView, "readNumber">,
): readonly Message[] {
  const [readAtFirst] = useState(readNumber);
  const shown = useRef<Set<number>>(new Set());
  return useMemo(() => {
    for (const { deletedAt, number } of messages) {
      if (deletedAt === null && number > readAtFirst) shown.current.add(number);
    }
    const wasSeen = ({ deletedAt, number }: Message) =>
      deletedAt === null || number <= readAtFirst || shown.current.has(number);
    return messages.every(wasSeen) ? messages : messages.filter(wasSeen);
  }, [messages, readAtFirst]);
}
