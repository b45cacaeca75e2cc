import { useEffect } from "react";
import { useLocation } from "wouter";
import { useRoost } from "../session/session-context.ts";
import { threadPath } from "./links.ts";

/** Opens the thread in which the message stands that the address names, where it does not stand in the room. */
export function useThreadOfTarget(roomId: string, target: number | null): void {
  const roost = useRoost();
  const [, navigate] = useLocation();
  useEffect(() => {
    if (target === null) return;
    const { messages } = roost.timeline(roomId).get();
    if (messages.some(({ number }) => number === target)) return;
    let isPast = false;
    const found = roost.api.getMessage(`${roomId}.${target}`);
    found.then(
      ({ threadNumber, inRoom }) => {
        if (isPast || threadNumber === undefined || inRoom) return;
        navigate(threadPath(roomId, threadNumber, target), { replace: true });
      },
      // The list says what there is to say.
      () => {},
    );
    return () => {
      isPast = true;
    };
  }, [roost, roomId, target, navigate]);
}
