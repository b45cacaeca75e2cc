import type { TriedRetention } from "@roost/protocol/retention.ts";
import { Link } from "wouter";
import { useText } from "../../chat/language/language.ts";
import { formatBrief, formatFull } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";
import { Words } from "../../chat/words/words.tsx";

/** Rooms that are shown before somebody asks for all. */
const fewRooms = 8;

interface TriedProps {
  tried: TriedRetention;
  /** Of one room, which need not be named. */
  isOfRoom?: boolean;
}

/** What would go: how much, from when to when, and in which rooms. */
export function Tried({ tried, isOfRoom = false }: TriedProps) {
  const t = useText();
  const today = useToday();
  const { messages, roomCount, from, to, rooms, directs } = tried;
  const day = (at: string) => formatBrief(at, today, t);
  const span = (some: { from: string; to: string }) =>
    day(some.from) === day(some.to)
      ? day(some.from)
      : t("panel.retention.span", { from: day(some.from), to: day(some.to) });
  if (messages === 0 || from === null || to === null) {
    return (
      <p role="status" className="rounded-lg bg-sunken px-4 py-3 text-[0.9375rem]">
        {t("panel.retention.nothing")}
      </p>
    );
  }
  const [first, others] = [rooms.slice(0, fewRooms), rooms.slice(fewRooms)];
  const line = (room: TriedRetention["rooms"][number]) => (
    <li key={room.id} className="flex items-baseline gap-3 border-t border-line py-2">
      <Link href={`/rooms/${room.id}`} className="min-w-0 flex-1 truncate hover:underline">
        <Words>{room.name}</Words>
      </Link>
      <span
        className="text-xs text-ink-faint max-sm:hidden"
        title={`${formatFull(room.from, t)} – ${formatFull(room.to, t)}`}
      >
        {span(room)}
      </span>
      <span className="tabular-nums">{t.number(room.messages)}</span>
    </li>
  );
  return (
    <section
      role="status"
      aria-label={t("panel.retention.going")}
      className="rounded-lg bg-sunken px-4 pt-3 pb-2 text-[0.9375rem]"
    >
      <p className="font-semibold">
        {t("panel.retention.messages", { count: messages })}{" "}
        {!isOfRoom && t("panel.retention.in-rooms", { count: roomCount })}
      </p>
      <p className="mb-2 text-sm text-ink-soft">
        {t("panel.retention.written", { when: span({ from, to }) })} {t("panel.retention.for-good")}
      </p>
      <ul>
        {!isOfRoom && first.map(line)}
        {directs.messages > 0 && (
          <li className="flex items-baseline gap-3 border-t border-line py-2">
            <span className="flex-1">{t("panel.retention.directs", { count: directs.rooms })}</span>
            <span className="tabular-nums">{t.number(directs.messages)}</span>
          </li>
        )}
      </ul>
      {others.length > 0 && (
        <details className="border-t border-line">
          <summary className="tap cursor-pointer py-2 text-sm">
            {t("panel.retention.more-rooms", { count: others.length })}
          </summary>
          <ul>{others.map(line)}</ul>
        </details>
      )}
    </section>
  );
}
