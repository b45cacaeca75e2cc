import type { RoomView } from "@roost/sdk";
import { useEffect, useState } from "react";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import { useText } from "../language/language.ts";
import { previewOfMessage } from "../markdown/preview.ts";
import { describeEvents } from "../message/event-text.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { useSignedIn } from "../session/session-context.ts";
import { isolated } from "../words/plain.ts";

/**
 * Reads out what arrives in the open room. The list itself is silent, because rows come and go in
 * it while somebody scrolls.
 */
export function Announcer({ roomId }: { roomId: string }) {
  const t = useText();
  const { roost, me } = useSignedIn();
  const nameOf = useNameOf();
  const hasBlocked = useHasBlocked();
  const [said, setSaid] = useState<{ by: string | null; text: string }>({ by: null, text: "" });
  useEffect(
    () =>
      roost.on("message", (message, room: RoomView) => {
        const { authorId, body, forwarded } = message;
        if (room.id !== roomId || authorId === me.id || hasBlocked(authorId)) return;
        if (body === "" && hasBlocked(forwarded?.authorId ?? null)) return;
        const text =
          authorId === null
            ? describeEvents([message], { myId: me.id, nameOf, t }).join(". ")
            : `${isolated(nameOf(authorId))}: ${isolated(previewOfMessage(message))}`;
        setSaid({ by: authorId, text });
      }),
    [roost, me.id, roomId, nameOf, hasBlocked, t],
  );
  return (
    <div aria-live="polite" className="sr-only">
      {/* Also what was said before they were blocked. */}
      {hasBlocked(said.by) ? "" : said.text}
    </div>
  );
}
