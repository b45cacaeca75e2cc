import type { Message } from "@roost/protocol/message.ts";
import type { ReactionView } from "@roost/sdk";
import { useEffect, useState } from "react";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";

/** As many names as anybody reads in a tooltip. */
const MAX_NAMES = 20;

/** The names of who reacted, me first; those that are not known are fetched while somebody looks. */
export function useReactors(
  { id }: Pick<Message, "id">,
  { emoji, count, mine, userIds }: ReactionView,
  isLookedAt: boolean,
): string[] {
  const t = useText();
  const { roost, me } = useSignedIn();
  const [fetched, setFetched] = useState<readonly string[]>([]);
  const known = userIds.length >= count ? userIds : [...new Set([...userIds, ...fetched])];
  const isMissing = isLookedAt && known.length < Math.min(count, MAX_NAMES);

  useEffect(() => {
    if (!isMissing) return;
    let isGone = false;
    // Without an answer, the others stay a number.
    roost.api.reactors(id, emoji, { limit: MAX_NAMES }).then(
      ({ users }) => isGone || setFetched(users.map((user) => user.id)),
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [isMissing, roost, id, emoji]);

  const others = known.filter((userId) => userId !== me.id);
  const names = others.flatMap((userId) => roost.user(userId)?.displayName ?? []);
  const shown = [...(mine ? [t("reactions.you")] : []), ...names.slice(0, MAX_NAMES)];
  const rest = count - shown.length;
  return rest > 0 ? [...shown, t("reactions.others", { count: rest })] : shown;
}
