import type { PendingMessage } from "@roost/sdk";
import { CircleAlert, Clock } from "lucide-react";
import { memo } from "react";
import { Button } from "../controls/button.tsx";
import { classNames } from "../controls/class-names.ts";
import { Markdown } from "../markdown/markdown.tsx";
import { useMessageActions } from "./message-actions.ts";
import { MessageFrame } from "./message-frame.tsx";
import { rowClass } from "./message-row.tsx";

export interface PendingRowProps {
  pending: PendingMessage;
  rowKey: string;
  myId: string;
  head: boolean;
  active: boolean;
}

/** A message of mine on its way: a little paler, with a clock when it takes long, or failed. */
export const PendingRow = memo(function PendingRow(props: PendingRowProps) {
  const { pending, rowKey, myId, head, active } = props;
  const actions = useMessageActions();
  const failed = pending.state === "failed";
  return (
    <article
      data-key={rowKey}
      data-state={pending.state}
      tabIndex={active ? 0 : -1}
      className={classNames(rowClass, head ? "mt-2.5 py-1" : "py-0.5", "outline-offset-[-2px]")}
    >
      <MessageFrame authorId={myId} at={pending.createdAt} head={head}>
        <div
          className={failed ? "" : "opacity-60 transition-opacity delay-200 starting:opacity-100"}
        >
          <Markdown body={pending.body} />
        </div>
        {failed ? (
          <div className="mt-1.5 mb-1 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-danger-text">
            <span className="inline-flex items-center gap-1.5">
              <CircleAlert size={15} aria-hidden />
              Not sent. {pending.error?.detail}
            </span>
            <span className="flex gap-1.5">
              <Button size="small" onClick={() => actions.retry(pending.clientMessageId)}>
                Retry
              </Button>
              <Button
                size="small"
                look="plain"
                onClick={() => actions.discard(pending.clientMessageId)}
              >
                Discard
              </Button>
            </span>
          </div>
        ) : (
          <Clock
            size={13}
            role="img"
            aria-label="Sending"
            className="absolute end-2 bottom-1.5 text-ink-faint opacity-100 transition-opacity delay-700 starting:opacity-0"
          />
        )}
      </MessageFrame>
    </article>
  );
});
