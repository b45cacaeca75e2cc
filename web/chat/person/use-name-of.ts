import { useCallback } from "react";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";

/** Names people: "You" for oneself, a word for somebody whom nothing has mentioned yet. */
export function useNameOf(): (userId: string) => string {
  const t = useText();
  const { roost, me } = useSignedIn();
  return useCallback(
    (userId) =>
      userId === me.id
        ? t("person.you")
        : (roost.user(userId)?.displayName ?? t("person.somebody")),
    [roost, me.id, t],
  );
}
