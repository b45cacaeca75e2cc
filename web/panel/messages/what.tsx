import { Flag, Forward, Hash, Lock, MessagesSquare, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { classNames } from "../../chat/controls/class-names.ts";
import { useText } from "../../chat/language/language.ts";
import { Words } from "../../chat/words/words.tsx";
import { Moment } from "../list/moment.tsx";
import { type NamedMessage, nameIn } from "./use-messages.ts";

interface WhatProps {
  message: NamedMessage;
  isWhole?: boolean;
  /** Whether its time stands beside it where there is space. */
  hasTimeBeside?: boolean;
}

/** Who wrote a message, where, what it says, and what became of it. */
export function What({ message, isWhole = false, hasTimeBeside = false }: WhatProps) {
  const t = useText();
  const { room, body, forwarded, deletedAt, restorableUntil } = message;
  const isGone = deletedAt !== null && restorableUntil === null;
  const textClass = classNames(
    "my-1 whitespace-pre-wrap [overflow-wrap:anywhere]",
    !isWhole && "line-clamp-5",
    deletedAt !== null && "text-ink-soft",
  );
  return (
    <div className="min-w-0 py-0.5 whitespace-normal [overflow-wrap:anywhere]">
      <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink-soft">
        <Author message={message} />
        <RoomName room={room} />
        <span className={classNames("text-xs text-ink-faint", hasTimeBeside && "md:hidden")}>
          <When message={message} />
        </span>
      </p>
      {(body !== "" || forwarded === null) && (
        <p className={textClass}>
          {body === "" ? (
            <span className="text-ink-faint">
              {t(isGone ? "panel.messages.not-kept" : "panel.messages.empty")}
            </span>
          ) : (
            <Words>{body}</Words>
          )}
        </p>
      )}
      {forwarded !== null && (
        <blockquote className="my-1 border-s-2 border-line-strong ps-3">
          <Note icon={Forward}>
            {t("panel.messages.forwarded", { name: nameIn(message, forwarded.authorId, t) })}
          </Note>
          <p className={textClass}>
            <Words>{forwarded.body}</Words>
          </p>
        </blockquote>
      )}
      <Notes message={message} />
    </div>
  );
}

/** When a message was written, which leads to where it stands. */
export function When({ message: { id, createdAt } }: { message: NamedMessage }) {
  const t = useText();
  return (
    <Link href={`/messages/${id}`} className="hover:underline">
      <Moment at={createdAt} />
      <span className="sr-only"> {t("panel.messages.open")}</span>
    </Link>
  );
}

function Author({ message }: { message: NamedMessage }) {
  const t = useText();
  const name = nameIn(message, message.authorId, t);
  if (!message.users.has(message.authorId)) return <span>{name}</span>;
  return (
    <Link href={`/people/${message.authorId}`} className="font-semibold text-ink hover:underline">
      <Words>{name}</Words>
    </Link>
  );
}

const icons = { public: Hash, private: Lock, direct: MessagesSquare };

function RoomName({ room }: Pick<NamedMessage, "room">) {
  const t = useText();
  const Icon = icons[room.kind];
  return (
    <Link
      href={`/messages?room=${room.id}`}
      className="inline-flex min-w-0 items-center gap-0.5 hover:underline"
    >
      <Icon size={13} aria-hidden className="shrink-0" />
      <Words className="truncate">
        {room.name === "" ? t("panel.messages.direct") : room.name}
      </Words>
    </Link>
  );
}

function Notes({ message }: { message: NamedMessage }) {
  const t = useText();
  const { deletedAt, deletedById, restorableUntil, authorId, reports, editedAt } = message;
  const by = deletedById === null ? null : nameIn(message, deletedById, t);
  return (
    <div className="flex flex-wrap gap-x-3 text-xs text-ink-faint">
      {editedAt !== null && deletedAt === null && (
        <span>
          {t.rich("panel.messages.edited", { when: <Moment key="when" at={editedAt} /> })}
        </span>
      )}
      {reports > 0 && <Note icon={Flag}>{t("panel.messages.reports", { count: reports })}</Note>}
      {deletedAt !== null && (
        <Note icon={Trash2}>
          {by === null
            ? t("panel.messages.deleted")
            : deletedById === authorId
              ? t("panel.messages.deleted-by-author")
              : t("panel.messages.deleted-by", { name: by })}
          {restorableUntil !== null && (
            <>
              {" · "}
              {t.rich("panel.messages.kept-until", {
                when: <Moment key="when" at={restorableUntil} />,
              })}
            </>
          )}
        </Note>
      )}
    </div>
  );
}

function Note({ icon: Icon, children }: { icon: typeof Flag; children: ReactNode }) {
  return (
    <span className="text-xs text-ink-faint">
      <Icon size={12} aria-hidden className="me-1 inline align-[-0.1em]" />
      {children}
    </span>
  );
}
