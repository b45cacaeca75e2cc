import { useText } from "../language/language.ts";
import { formatSince, formatUntil } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { isolated } from "../words/plain.ts";
import { usePresence } from "./use-presence.ts";

/**
 * What the dot does not tell of how somebody can be met, in a few words: what they say, until when they do not
 * want to be disturbed, or when they were here last. Nothing where there is nothing to say.
 */
export function Presence({ userId, before = "" }: { userId: string; before?: string }) {
  const t = useText();
  const today = useToday();
  const presence = usePresence(userId);
  if (!presence) return null;
  const { lastSeenAt, doNotDisturbUntil, status } = presence;
  const words =
    status && status.text !== ""
      ? isolated(status.text)
      : doNotDisturbUntil !== undefined
        ? t("presence.quiet-until", { when: formatUntil(doNotDisturbUntil, today, t) })
        : lastSeenAt !== undefined
          ? t("presence.last-seen", { when: formatSince(lastSeenAt, today, t) })
          : null;
  return words && `${before}${words}`;
}
