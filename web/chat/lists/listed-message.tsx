import type { Message } from "@roost/protocol/message.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { FoldedText } from "../blocks/folded-text.tsx";
import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import { useText } from "../language/language.ts";
import { BotMark } from "../person/bot-mark.tsx";
import { Egg } from "../person/egg.tsx";
import { useNameOf } from "../person/use-name-of.ts";
import { useTitleOf } from "../person/use-title.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { formatBrief, formatFull } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { Words } from "../words/words.tsx";

export interface ListedMessageProps {
  message: Message;
  /** Its place. */
  href: string;
  at: string;
  /** Said beside its author; null for nothing. */
  mark: string | null;
  /** What is shown of it. */
  children: ReactNode;
}

/** A message in a list of messages of several rooms, which leads to its place. */
export function ListedMessage({ message, href, at, mark, children }: ListedMessageProps) {
  const t = useText();
  const roost = useRoost();
  const nameOf = useNameOf();
  const hasBlocked = useHasBlocked();
  const titleOf = useTitleOf();
  const today = useToday();
  const room = useMyRoom(message.roomId);
  const authorId = message.authorId ?? "";
  return (
    <li>
      <Link
        href={href}
        className="tap -mx-3 grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-3 rounded-xl px-3 py-3 hover:bg-hover"
      >
        <Egg
          id={authorId}
          name={roost.user(authorId)?.displayName ?? ""}
          picture={roost.user(authorId)?.picture}
        />
        <span className="flex min-w-0 flex-col gap-0.5">
          <span className="flex items-baseline gap-2">
            <Words className="truncate font-[650]">{nameOf(authorId)}</Words>
            <BotMark user={roost.user(authorId)} />
            <Words className="min-w-0 flex-1 truncate text-[0.8125rem] text-ink-faint">
              {room ? titleOf(room) : ""}
            </Words>
            {mark !== null && (
              <span className="self-center text-xs font-bold text-new-text">{mark}</span>
            )}
            <time
              dateTime={at}
              title={formatFull(at, t)}
              className="shrink-0 text-xs text-ink-faint"
            >
              {formatBrief(at, today, t)}
            </time>
          </span>
          {hasBlocked(message.authorId) ? <FoldedText /> : children}
        </span>
      </Link>
    </li>
  );
}
