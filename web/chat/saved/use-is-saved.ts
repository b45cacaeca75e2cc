import { useSyncExternalStore } from "react";
import { useRoost } from "../session/session-context.ts";

/** Whether I keep a message for later; the component renders again when that changes. */
export function useIsSaved(messageId: string): boolean {
  const { saved } = useRoost();
  return useSyncExternalStore(saved.subscribe, () => saved.get().has(messageId));
}
