import { useCallback } from "react";
import { useSignedIn } from "../session/session-context.ts";

/** Names people: "You" for oneself, a word for somebody whom nothing has mentioned yet. */
export function useNameOf(): (userId: string) => string {
  const { roost, me } = useSignedIn();
  return useCallback(
    (userId) => (userId === me.id ? "You" : (roost.user(userId)?.displayName ?? "Somebody")),
    [roost, me.id],
  );
}
