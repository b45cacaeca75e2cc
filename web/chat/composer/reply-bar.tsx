import type { Timeline } from "@roost/sdk";
import { CornerUpLeft, X } from "lucide-react";
import { useEffect } from "react";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import { IconButton } from "../controls/icon-button.tsx";
import { useText } from "../language/language.ts";
import { previewOfQuote } from "../markdown/preview.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { Words } from "../words/words.tsx";

export interface ReplyBarProps {
  timeline: Timeline;
  /** Of the message that is replied to. */
  number: number;
  onCancel: () => void;
}

/** Above the field, while a reply is written: whom to and to what. */
export default function ReplyBar({ timeline, number, onCancel }: ReplyBarProps) {
  const t = useText();
  const { me } = useSignedIn();
  const nameOf = useNameOf();
  useEffect(() => timeline.loadQuoted(number), [timeline, number]);
  const quote = useObservable(timeline).quoted.get(number);
  const isFolded = useHasBlocked()(quote?.authorId ?? null);
  const isDeleted = quote !== undefined && quote.deletedAt !== null;
  return (
    <div className="flex items-center gap-2 pb-1 text-[0.8125rem] text-ink-soft">
      <CornerUpLeft size={15} className="shrink-0 text-ink-faint rtl:-scale-x-100" aria-hidden />
      <p className="flex min-w-0 flex-1 items-baseline gap-2">
        <span className="max-w-[60%] shrink-0 truncate font-semibold">
          {quote?.authorId === me.id
            ? t("threads.reply.to-me")
            : t("threads.reply.to", { name: nameOf(quote?.authorId ?? "") })}
        </span>
        {isFolded || isDeleted ? (
          <span className="truncate text-ink-faint italic">
            {isFolded ? t("blocks.messages", { count: 1 }) : t("message.deleted")}
          </span>
        ) : (
          <Words className="truncate text-ink-faint">{previewOfQuote(quote ?? { body: "" })}</Words>
        )}
      </p>
      <IconButton
        size="small"
        icon={X}
        label={t("threads.reply.cancel")}
        shortcut="Esc"
        onClick={onCancel}
      />
    </div>
  );
}
