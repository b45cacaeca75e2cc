import type { PendingMessage } from "@roost/sdk";
import { CircleAlert, Clock, Undo2 } from "lucide-react";
import { Button } from "../controls/button.tsx";
import { useText } from "../language/language.ts";
import type { Text } from "../language/text.tsx";
import { Markdown } from "../markdown/markdown.tsx";
import { describeRefusal } from "../session/trouble.ts";
import { Forwarded } from "./forwarded.tsx";
import { useMessageActions } from "./message-actions.ts";

/** A message of mine on its way: a little paler, with a clock when it takes long, or failed. */
export function PendingText({ pending }: { pending: PendingMessage }) {
  const t = useText();
  const actions = useMessageActions();
  const failed = pending.state === "failed";
  return (
    <>
      <div className={failed ? "" : "opacity-60 transition-opacity delay-200 starting:opacity-100"}>
        {pending.forwarded && <Forwarded forwarded={pending.forwarded} />}
        <Markdown body={pending.body} />
      </div>
      {failed ? (
        <div className="mt-1.5 mb-1 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-danger-text">
          <span className="inline-flex items-center gap-1.5">
            <CircleAlert size={15} aria-hidden />
            {describeFailure(pending, t)}
          </span>
          <span className="flex gap-1.5">
            <Button size="small" onClick={() => actions.retry(pending.clientMessageId)}>
              {t("message.retry")}
            </Button>
            {pending.forwarded === undefined && (
              <Button size="small" onClick={() => actions.takeBack(pending)}>
                {t("message.edit")}
              </Button>
            )}
            <Button
              size="small"
              look="plain"
              onClick={() => actions.discard(pending.clientMessageId)}
            >
              {t("message.discard")}
            </Button>
          </span>
        </div>
      ) : pending.heldUntil !== undefined ? (
        <div className="mt-1 mb-1 flex items-center gap-2.5 text-[0.8125rem] text-ink-faint">
          <Button size="small" onClick={() => actions.takeBack(pending)}>
            <Undo2 size={14} aria-hidden />
            {t("message.take-back")}
          </Button>
          {t("message.held")}
        </div>
      ) : (
        <Clock
          size={13}
          role="img"
          aria-label={t("message.sending")}
          className="absolute end-2 bottom-1.5 text-ink-faint opacity-100 transition-opacity delay-700 starting:opacity-0"
        />
      )}
    </>
  );
}

/** Why a message was not sent. */
export function describeFailure({ error }: PendingMessage, t: Text): string {
  return t("message.not-sent", { reason: error === undefined ? "" : describeRefusal(error, t) });
}
