import type { ManagedMessageDetails } from "@roost/protocol/managed-messages.ts";
import { ApiError } from "@roost/sdk";
import { ArrowLeft } from "lucide-react";
import { useCallback } from "react";
import { Link } from "wouter";
import { EmptyPerch } from "../../chat/art/empty-perch.tsx";
import { Button } from "../../chat/controls/button.tsx";
import { classNames } from "../../chat/controls/class-names.ts";
import { Skeleton } from "../../chat/controls/skeleton.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { Words } from "../../chat/words/words.tsx";
import { Moment } from "../list/moment.tsx";
import { Page } from "../list/page.tsx";
import { useFetched } from "../list/use-fetched.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { Locked } from "./locked.tsx";
import { MessageActions } from "./message-actions.tsx";
import type { NamedMessage } from "./use-messages.ts";
import { What } from "./what.tsx";

/** A message with what stands around it in its room, and what it said before. */
export default function MessagePage({ messageId }: { messageId: string }) {
  const t = useText();
  const { administration } = useAdministrator();
  const ask = useCallback(
    () => inWords(t, () => administration.message(messageId)),
    [administration, messageId, t],
  );
  const { value, error, again } = useFetched(ask);
  const roomId = messageId.slice(0, messageId.indexOf("."));
  const back = (
    <Link
      href={value === null ? "/messages" : `/messages?room=${roomId}`}
      className="tap mb-2 inline-flex items-center gap-1.5 self-start rounded-lg text-sm text-ink-soft hover:text-ink"
    >
      <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
      {t(value === null ? "panel.messages.back" : "panel.messages.back-to-room")}
    </Link>
  );
  const isLocked = error instanceof ApiError && error.code === "room.not_opened";
  return (
    <Page title={t("panel.messages.message")} above={back}>
      {isLocked ? (
        <Locked roomId={roomId} onOpened={again} />
      ) : error !== null && value === null ? (
        <div className="flex flex-1" role="alert">
          <EmptyPerch
            birds={0}
            title={t("panel.messages.message.failed")}
            actions={<Button onClick={again}>{t("controls.try-again")}</Button>}
          >
            {describeTrouble(error, t)}
          </EmptyPerch>
        </div>
      ) : value === null ? (
        <div role="status" aria-label={t("app.loading")} className="mt-4 flex flex-col gap-4">
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-14 w-full" />
        </div>
      ) : (
        <Around details={value} onChanged={again} />
      )}
    </Page>
  );
}

interface AroundProps {
  details: ManagedMessageDetails;
  onChanged: () => void;
}

function Around({ details, onChanged }: AroundProps) {
  const t = useText();
  const { before, message, after, users, versions } = details;
  const byId = new Map(users.map((user) => [user.id, user]));
  const all = [...before, message, ...after].map((one): NamedMessage => ({ ...one, users: byId }));
  return (
    <>
      <ol aria-label={t("panel.messages.around")} className="mt-4">
        {all.map((one) => {
          const isIt = one.id === message.id;
          return (
            <li
              key={one.id}
              aria-current={isIt ? "true" : undefined}
              className={classNames(
                "flex items-start justify-between gap-2 border-t border-line px-2 py-2 text-[0.9375rem]",
                isIt && "rounded-xl bg-selected",
              )}
            >
              <What message={one} isWhole={isIt} />
              <MessageActions message={one} onChanged={onChanged} />
            </li>
          );
        })}
      </ol>
      {versions.length > 0 && <Versions versions={versions} />}
    </>
  );
}

function Versions({ versions }: Pick<ManagedMessageDetails, "versions">) {
  const t = useText();
  const title = t("panel.messages.versions");
  return (
    <section aria-label={title} className="mt-6">
      <h2 className="font-bold tracking-tight">{title}</h2>
      <ol className="mt-2">
        {versions.map(({ body, writtenAt }) => (
          <li key={`${writtenAt} ${body}`} className="border-t border-line px-2 py-2">
            <p className="text-xs text-ink-faint">
              <Moment at={writtenAt} />
            </p>
            <p className="whitespace-pre-wrap text-[0.9375rem] [overflow-wrap:anywhere]">
              <Words>{body}</Words>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
