import type { Message } from "@roost/protocol/message.ts";
import { memo } from "react";
import { useNameOf } from "../person/use-name-of.ts";
import { formatFull } from "../time/format.ts";
import { describeEvents } from "./event-text.ts";

/** Who came, who went, what was renamed: quiet, and one line for many. */
export const EventsRow = memo(function EventsRow({ messages }: { messages: readonly Message[] }) {
  const nameOf = useNameOf();
  const last = messages[messages.length - 1];
  return (
    <div className="mt-2 mb-1 px-3 text-[0.8125rem] text-ink-faint">
      {describeEvents(messages, nameOf).map((sentence) => (
        <p
          key={sentence}
          title={last && formatFull(last.createdAt)}
          className="ps-12 leading-relaxed wrap-anywhere"
        >
          {sentence}
        </p>
      ))}
    </div>
  );
});
