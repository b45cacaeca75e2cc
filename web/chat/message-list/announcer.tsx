import type { RoomView } from "@roost/sdk";
import { useEffect, useState } from "react";
import { previewOf } from "../markdown/preview.ts";
import { describeEvents } from "../message/event-text.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { useSignedIn } from "../session/session-context.ts";

/**
 * Reads out what arrives in the open room. The list itself is silent, because rows come and go in
 * it while somebody scrolls.
 */
export function Announcer({ roomId }: { roomId: string }) {
  const { roost, me } = useSignedIn();
  const nameOf = useNameOf();
  const [text, setText] = useState("");
  useEffect(
    () =>
      roost.on("message", (message, room: RoomView) => {
        if (room.id !== roomId || message.authorId === me.id) return;
        if (message.authorId === null) setText(describeEvents([message], nameOf).join(". "));
        else setText(`${nameOf(message.authorId)}: ${previewOf(message.body)}`);
      }),
    [roost, me.id, roomId, nameOf],
  );
  return (
    <div aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}
