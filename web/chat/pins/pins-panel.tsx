import type { Message } from "@roost/protocol/message.ts";
import type { RoomView } from "@roost/sdk";
import { PinOff } from "lucide-react";
import { useEffect } from "react";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { Fold } from "../blocks/fold.tsx";
import { Button } from "../controls/button.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { Repeated } from "../controls/repeated.tsx";
import { Skeleton } from "../controls/skeleton.tsx";
import { VisitLink } from "../controls/visit-link.tsx";
import { useText } from "../language/language.ts";
import { Markdown } from "../markdown/markdown.tsx";
import { PanelFrame } from "../panels/panel-frame.tsx";
import { type PanelProps, usePanelPlace } from "../panels/panels.ts";
import { Egg } from "../person/egg.tsx";
import { useNameOf } from "../person/use-name-of.ts";
import { useIsShut } from "../sanctions/use-is-shut.ts";
import { useRoost, useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useMay } from "../session/use-may.ts";
import { useObservable } from "../session/use-observable.ts";
import { formatBrief, formatFull } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { Words } from "../words/words.tsx";
import { pinMessage } from "./pin-message.ts";

declare module "../panels/panels.ts" {
  interface Panels {
    pins: null;
  }
}

/** The pinned messages of a room, what was pinned last first. */
export default function PinsPanel({ room }: PanelProps) {
  const t = useText();
  const roost = useRoost();
  const list = roost.pins(room.id);
  const view = useObservable(list);
  useEffect(() => {
    list.load();
  }, [list]);
  const count = view.status === "ready" ? t.number(view.messages.length) : undefined;
  return (
    <PanelFrame title={t("pins.title")} {...(count !== undefined && { about: count })}>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain">
        {view.status === "error" ? (
          <EmptyPerch
            birds={0}
            title={t("pins.load-failed")}
            actions={<Button onClick={() => list.load()}>{t("controls.try-again")}</Button>}
          >
            {describeTrouble(view.error, t)}
          </EmptyPerch>
        ) : view.status !== "ready" ? (
          <PinSkeletons />
        ) : view.messages.length === 0 ? (
          <EmptyPerch title={t("pins.none")}>{t("pins.none.text")}</EmptyPerch>
        ) : (
          <ul className="flex flex-col divide-y divide-line px-2 pb-4 max-lg:pt-2">
            {view.messages.map((message) => (
              <PinnedMessage key={message.number} message={message} room={room} />
            ))}
          </ul>
        )}
      </div>
    </PanelFrame>
  );
}

function PinnedMessage({ message, room }: { message: Message; room: RoomView }) {
  const t = useText();
  const { roost, me } = useSignedIn();
  const nameOf = useNameOf();
  const today = useToday();
  const may = useMay();
  const isShut = useIsShut();
  const { pathTo } = usePanelPlace();
  const authorId = message.authorId ?? "";
  const pinnedBy = message.pinned?.byId ?? "";
  const name = roost.user(authorId)?.displayName ?? t("person.somebody");
  const isPinner = !isShut(room) && may("unpin", { room, message });
  return (
    <li className="group/pin relative py-3">
      <div className="grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-3 px-3">
        <Egg id={authorId} name={name} picture={roost.user(authorId)?.picture} />
        <div className="min-w-0">
          <div className="flex min-h-8 items-center gap-2">
            <Words className="min-w-0 truncate font-[650]">{nameOf(authorId)}</Words>
            <time
              dateTime={message.createdAt}
              title={formatFull(message.createdAt, t)}
              className="flex-1 text-xs whitespace-nowrap text-ink-faint"
            >
              {formatBrief(message.createdAt, today, t)}
            </time>
            {isPinner && (
              <IconButton
                size="small"
                icon={PinOff}
                label={t("pins.unpin", { name })}
                onClick={() => pinMessage(roost, message.id, false)}
                className="pointer-fine:opacity-0 group-hover/pin:opacity-100 focus-visible:opacity-100"
              />
            )}
          </div>
          <div className="max-h-60 overflow-hidden text-[0.9375rem] mask-[linear-gradient(#000_13rem,transparent)]">
            <Fold authorId={message.authorId}>
              <Markdown body={message.body} editedAt={message.editedAt} />
            </Fold>
          </div>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-xs text-ink-faint">
            <VisitLink
              href={pathTo(message.number)}
              aria-label={t("pins.jump-to", { name })}
              className="tap rounded py-1 font-semibold text-accent-text hover:underline"
            >
              {t("pins.jump")}
            </VisitLink>
            <span className="min-w-0 truncate">
              {pinnedBy === me.id
                ? t("message.pinned-by-me")
                : t("message.pinned-by", { name: nameOf(pinnedBy) })}
            </span>
          </p>
        </div>
      </div>
    </li>
  );
}

function PinSkeletons() {
  const t = useText();
  return (
    <div role="status" aria-label={t("pins.loading")} className="flex flex-col gap-6 px-5 py-4">
      <Repeated times={3}>
        {() => (
          <div className="flex flex-col gap-2">
            <Skeleton className="h-3 w-28" />
            <Skeleton className="h-3 w-full" />
            <Skeleton className="h-3 w-40" />
          </div>
        )}
      </Repeated>
    </div>
  );
}
