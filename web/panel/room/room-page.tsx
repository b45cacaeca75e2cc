import type { ManagedRoomDetails } from "@roost/protocol/managed-rooms.ts";
import { ArrowLeft, ChevronDown } from "lucide-react";
import { type ReactNode, Suspense, useCallback } from "react";
import { Link, useLocation } from "wouter";
import { EmptyPerch } from "../../chat/art/empty-perch.tsx";
import { Button } from "../../chat/controls/button.tsx";
import { Skeleton } from "../../chat/controls/skeleton.tsx";
import { useText } from "../../chat/language/language.ts";
import { part } from "../../chat/loading/part.tsx";
import { Region } from "../../chat/loading/region.tsx";
import { RoomLeaf } from "../../chat/person/room-leaf.tsx";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { formatBrief, formatFull, formatLength } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";
import { Words } from "../../chat/words/words.tsx";
import { Page } from "../list/page.tsx";
import { useFetched } from "../list/use-fetched.ts";
import { keptInWords } from "../retention/kept.ts";
import { useAdministrator } from "../session/administrator.ts";
import { RoomMarks } from "./room-line.tsx";
import { RoomMenu } from "./room-menu.tsx";

const Members = part(async () => ({ default: (await import("./members.tsx")).Members }));

/** A room, who is in it, and what can be done with it. */
export default function RoomPage({ roomId }: { roomId: string }) {
  const t = useText();
  const [, navigate] = useLocation();
  const { administration } = useAdministrator();
  const ask = useCallback(() => administration.room(roomId), [administration, roomId]);
  const { value: room, error, again } = useFetched(ask);
  const back = (
    <Link
      href="/rooms"
      className="tap mb-2 inline-flex items-center gap-1.5 self-start rounded-lg text-sm text-ink-soft hover:text-ink"
    >
      <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
      {t("panel.room.back")}
    </Link>
  );
  if (room === null) {
    return (
      <Page title={t("panel.room.title")} above={back}>
        {error === null ? (
          <div role="status" aria-label={t("app.loading")} className="mt-4 flex flex-col gap-4">
            <Skeleton className="h-14 w-48" />
            <Skeleton className="h-40 w-full" />
          </div>
        ) : (
          <div className="flex flex-1" role="alert">
            <EmptyPerch
              birds={0}
              title={t("panel.room.failed")}
              actions={<Button onClick={again}>{t("controls.try-again")}</Button>}
            >
              {describeTrouble(error, t)}
            </EmptyPerch>
          </div>
        )}
      </Page>
    );
  }
  return (
    <Page
      title={room.name}
      above={back}
      actions={
        <RoomMenu
          room={room}
          onChanged={again}
          onDeleted={() => navigate("/rooms")}
          trigger={
            <Button size="small">
              {t("panel.list.actions")}
              <ChevronDown size={15} aria-hidden />
            </Button>
          }
        />
      }
    >
      <div className="mt-3 flex items-center gap-4">
        <RoomLeaf id={room.id} name={room.name} size="large" />
        <div className="min-w-0">
          <RoomMarks room={room} />
          {room.topic !== "" && (
            <p className="mt-0.5 text-[0.9375rem] text-ink-soft [overflow-wrap:anywhere]">
              <Words>{room.topic}</Words>
            </p>
          )}
        </div>
      </div>
      <Details room={room} />
      <Region>
        <Suspense>
          <Members room={room} onChanged={again} />
        </Suspense>
      </Region>
    </Page>
  );
}

function Details({ room }: { room: ManagedRoomDetails }) {
  const t = useText();
  const today = useToday();
  const time = (at: string) => (
    <time dateTime={at} title={formatFull(at, t)}>
      {formatBrief(at, today, t)}
    </time>
  );
  const rows: [string, ReactNode][] = [
    [t("panel.rooms.column.members"), t.number(room.memberCount)],
    [t("panel.room.guests"), t.number(room.guestCount)],
    [t("panel.rooms.column.messages"), t.number(room.messageCount)],
    [t("panel.rooms.column.last"), time(room.lastMessageAt)],
    [t("panel.rooms.column.made"), <Made key="made" room={room} />],
    [t("panel.room.writers"), writersOf(room, t)],
    [t("panel.retention.kept"), keptInWords(room.keptDays, t)],
    ...(room.archivedAt === null
      ? []
      : [[t("panel.rooms.archived"), time(room.archivedAt)] as [string, ReactNode]]),
  ];
  return (
    <section aria-label={t("panel.room.title")} className="mt-6">
      <dl className="grid grid-cols-2 gap-x-6 sm:gap-x-10 lg:grid-cols-3">
        {rows.map(([label, value]) => (
          <div key={label} className="border-t border-line py-3">
            <dt className="text-[0.8125rem] text-ink-faint">{label}</dt>
            <dd className="text-[0.9375rem] font-semibold [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Made({ room: { createdAt, madeBy } }: { room: ManagedRoomDetails }) {
  const t = useText();
  const today = useToday();
  const when = formatBrief(createdAt, today, t);
  if (madeBy === null) return when;
  return t.rich("panel.room.made-by", {
    when,
    person: (
      <Link href={`/people/${madeBy.id}`} className="hover:underline">
        <Words>{madeBy.displayName}</Words>
      </Link>
    ),
  });
}

function writersOf(room: ManagedRoomDetails, t: ReturnType<typeof useText>): string {
  if (room.announcement) return t("panel.room.writers.few");
  if (room.slowSeconds === 0) return t("panel.room.writers.all");
  return t("panel.room.writers.slow", { length: formatLength(room.slowSeconds, t) });
}
