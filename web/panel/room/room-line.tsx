import type { ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import { Globe, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useText } from "../../chat/language/language.ts";
import { RoomLeaf } from "../../chat/person/room-leaf.tsx";
import { Words } from "../../chat/words/words.tsx";

/** A room in a list: leaf, name, and what kind it is; leads to its page. @param note Below, where space is scarce. */
export function RoomLine({ room, note }: { room: ManagedRoom; note?: ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <RoomLeaf id={room.id} name={room.name} />
      <div className="min-w-0 leading-tight">
        <Link
          href={`/rooms/${room.id}`}
          className="tap flex min-w-0 items-center font-semibold hover:underline"
        >
          <Words className="truncate">{room.name}</Words>
        </Link>
        <RoomMarks room={room} />
        {note !== undefined && (
          <div className="mt-1 truncate text-xs text-ink-soft md:hidden">{note}</div>
        )}
      </div>
    </div>
  );
}

/** Whether a room is public, archived, everybody's. */
export function RoomMarks({ room }: { room: ManagedRoom }) {
  const t = useText();
  const Icon = room.kind === "public" ? Globe : Lock;
  return (
    <p className="flex items-center gap-1 truncate text-xs text-ink-faint">
      <Icon size={12} aria-hidden className="shrink-0" />
      {t(`panel.rooms.kind.${room.kind}`)}
      {room.isCommon && <span>· {t("panel.rooms.common")}</span>}
      {room.archivedAt !== null && (
        <span className="ms-1 rounded-full bg-sunken px-1.5 py-px font-semibold text-ink-soft">
          {t("panel.rooms.archived")}
        </span>
      )}
    </p>
  );
}
