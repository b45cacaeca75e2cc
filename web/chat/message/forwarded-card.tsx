import type { Forwarded } from "@roost/protocol/forward.ts";
import { Forward } from "lucide-react";
import { Link } from "wouter";
import { Fold } from "../blocks/fold.tsx";
import { useText } from "../language/language.ts";
import { Markdown } from "../markdown/markdown.tsx";
import { MentionsContext } from "../markdown/mention.tsx";
import { useNameOf } from "../person/use-name-of.ts";
import { useTitleOf } from "../person/use-title.ts";
import { useMyRoom } from "../session/session-context.ts";
import { formatFull } from "../time/format.ts";
import { Words } from "../words/words.tsx";
import { useMessageActions } from "./message-actions.ts";

/** A message that was forwarded: who wrote it and when, and a link to it where I can read it there. */
export default function ForwardedCard({ forwarded }: { forwarded: Forwarded }) {
  const t = useText();
  const nameOf = useNameOf();
  const { source, authorId, createdAt, body } = forwarded;
  return (
    <figure className="my-0.5 border-s-[3px] border-line-strong ps-3">
      <figcaption className="flex flex-wrap items-baseline gap-x-2 text-[0.8125rem] text-ink-faint">
        <span className="flex min-w-0 items-center gap-1.5">
          <Forward
            size={14}
            className="shrink-0 rtl:-scale-x-100"
            aria-label={t("message.forwarded")}
          />
          <Words className="truncate font-semibold text-ink-soft">{nameOf(authorId)}</Words>
        </span>
        {source !== null && <SourceLink {...source} />}
        <time dateTime={createdAt}>{formatFull(createdAt, t)}</time>
      </figcaption>
      {/* Whom it mentioned was told where it was written. */}
      <Fold authorId={authorId}>
        <MentionsContext value={nobody}>
          <Markdown body={body} />
        </MentionsContext>
      </Fold>
    </figure>
  );
}

const nobody = () => null;

function SourceLink(source: NonNullable<Forwarded["source"]>) {
  const room = useMyRoom(source.roomId);
  const { pathOf } = useMessageActions();
  const titleOf = useTitleOf();
  if (room === null) return null;
  return (
    <Link
      href={pathOf(source)}
      // Each visit is told apart, also where its address is open already.
      state={{}}
      className="tap min-w-0 truncate rounded font-medium text-accent-text hover:underline"
    >
      <Words>{titleOf(room)}</Words>
    </Link>
  );
}
