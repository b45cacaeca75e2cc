import { useEffect, useState } from "react";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { countUnsent } from "./leave.ts";

/** How many messages of mine are in this browser and not sent yet, those of other tabs included. */
export function useUnsent(): number {
  const { roost, me } = useSignedIn();
  const [, look] = useState(0);
  // Mine come and go with my rooms, those of other tabs by the storage.
  useObservable(roost.rooms);
  useEffect(() => {
    const changed = () => look((times) => times + 1);
    window.addEventListener("storage", changed);
    return () => window.removeEventListener("storage", changed);
  }, []);
  return countUnsent(me.id, localStorage);
}
