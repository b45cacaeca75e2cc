import { useMemo } from "react";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/** What the draft of a room replies to: the number of a message. */
export interface Reply {
  to: number | null;
  start: (number: number) => void;
  end: () => void;
}

/** Kept with the draft of a place (`draftPlace`), on all devices. */
export function useReply(place: string): Reply {
  const { drafts } = useRoost();
  const { replyTo = null } = useObservable(drafts.of(place));
  const [start, end] = useMemo(
    () => [
      (number: number) => drafts.set(place, { replyTo: number }),
      () => drafts.set(place, { replyTo: null }),
    ],
    [drafts, place],
  );
  return { to: replyTo, start, end };
}
