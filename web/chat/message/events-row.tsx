import type { Message } from "@roost/protocol/message.ts";
import { memo } from "react";
import { VisitLink } from "../controls/visit-link.tsx";
import { useText } from "../language/language.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { useSignedIn } from "../session/session-context.ts";
import { formatFull } from "../time/format.ts";
import { describeEvents } from "./event-text.ts";
import { useMessageActions } from "./message-actions.ts";

/** Who came, who went, what was renamed: quiet, and one line for many. */
export const EventsRow = memo(function EventsRow({ messages }: { messages: readonly Message[] }) {
  const t = useText();
  const { me } = useSignedIn();
  const nameOf = useNameOf();
  const { pathTo } = useMessageActions();
  const last = messages[messages.length - 1];
  return (
    <div className="mt-2 mb-1 px-3 text-[0.8125rem] text-ink-faint">
      {apart(messages).map(({ messages, leadsTo }) =>
        describeEvents(messages, { myId: me.id, nameOf, t }).map((sentence) => (
          <p
            key={`${messages[0]?.number} ${sentence}`}
            title={last && formatFull(last.createdAt, t)}
            className="ps-12 leading-relaxed wrap-anywhere"
          >
            {leadsTo === null ? (
              sentence
            ) : (
              <VisitLink href={pathTo(leadsTo)} className="tap hover:text-ink hover:underline">
                {sentence}
              </VisitLink>
            )}
          </p>
        )),
      )}
    </div>
  );
});

/** Events that lead to a message, each for itself, and the others together. */
function apart(messages: readonly Message[]) {
  const runs: { messages: Message[]; leadsTo: number | null }[] = [];
  for (const message of messages) {
    const leadsTo = message.system?.event === "pinned" ? message.system.number : null;
    const run = runs[runs.length - 1];
    if (leadsTo === null && run?.leadsTo === null) run.messages.push(message);
    else runs.push({ messages: [message], leadsTo });
  }
  return runs;
}
