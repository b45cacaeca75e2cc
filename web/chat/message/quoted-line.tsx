import type { Quote } from "@roost/protocol/message.ts";
import { CornerUpLeft } from "lucide-react";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import { Skeleton } from "../controls/skeleton.tsx";
import { VisitLink } from "../controls/visit-link.tsx";
import { useText } from "../language/language.ts";
import { previewOfQuote } from "../markdown/preview.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { useSignedIn } from "../session/session-context.ts";
import { Words } from "../words/words.tsx";
import { useMessageActions } from "./message-actions.ts";

export interface QuotedLineProps {
  number: number;
  /** Undefined until it is known. */
  quote: Quote | undefined;
}

/** Who and what a message replies to, on one line that leads there. */
export function QuotedLine({ number, quote }: QuotedLineProps) {
  const t = useText();
  const { me } = useSignedIn();
  const nameOf = useNameOf();
  const hasBlocked = useHasBlocked();
  const { pathTo } = useMessageActions();
  if (quote === undefined) {
    return (
      <div className="flex h-6 items-center" aria-hidden>
        <Skeleton className="h-3 w-48 max-w-full" />
      </div>
    );
  }
  const name = nameOf(quote.authorId ?? "");
  const isFolded = hasBlocked(quote.authorId);
  const isDeleted = quote.deletedAt !== null;
  const text = isFolded
    ? t("blocks.messages", { count: 1 })
    : isDeleted
      ? t("message.deleted")
      : previewOfQuote(quote);
  const isMine = quote.authorId === me.id;
  return (
    <VisitLink
      href={pathTo(number)}
      aria-label={t(isMine ? "message.reply-to-me" : "message.reply-to", { name, text })}
      className="tap flex h-6 w-fit max-w-full items-center gap-1.5 rounded text-[0.8125rem] text-ink-faint hover:text-ink"
    >
      <CornerUpLeft size={14} className="shrink-0 rtl:-scale-x-100" aria-hidden />
      {!isFolded && <Words className="max-w-[40%] shrink-0 truncate font-semibold">{name}</Words>}
      {isFolded || isDeleted ? (
        <span className="truncate italic">{text}</span>
      ) : (
        <Words className="truncate">{text}</Words>
      )}
    </VisitLink>
  );
}
