import type { ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import { Fragment } from "react";
import { Link } from "wouter";
import { useText } from "../../chat/language/language.ts";
import { formatBrief, formatFull } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";
import { Words } from "../../chat/words/words.tsx";
import type { Column } from "../list/table.tsx";
import { RoomLine } from "../room/room-line.tsx";

/** What the list says of each room. */
export function useColumns(): Column<ManagedRoom>[] {
  const t = useText();
  return [
    {
      title: t("panel.rooms.column.room"),
      isHead: true,
      sort: { up: "name", down: "name", first: "up", isDefault: true },
      cell: (room) => <RoomLine room={room} note={<Brief room={room} />} />,
    },
    {
      title: t("panel.rooms.column.owners"),
      from: "lg",
      cell: ({ owners }) => <Owners owners={owners} />,
    },
    {
      title: t("panel.rooms.column.members"),
      from: "md",
      isNumber: true,
      sort: { up: "fewestMembers", down: "mostMembers", first: "down" },
      cell: ({ memberCount }) => t.number(memberCount),
    },
    {
      title: t("panel.rooms.column.messages"),
      from: "md",
      isNumber: true,
      sort: { up: "fewestMessages", down: "mostMessages", first: "down" },
      cell: ({ messageCount }) => t.number(messageCount),
    },
    {
      title: t("panel.rooms.column.last"),
      from: "md",
      sort: { up: "quiet", down: "recent", first: "down" },
      cell: ({ lastMessageAt }) => <When at={lastMessageAt} />,
    },
    {
      title: t("panel.rooms.column.made"),
      from: "xl",
      sort: { up: "oldest", down: "newest", first: "down" },
      cell: ({ createdAt }) => <When at={createdAt} />,
    },
  ];
}

function When({ at }: { at: string }) {
  const t = useText();
  const today = useToday();
  return (
    <time dateTime={at} title={formatFull(at, t)} className="whitespace-nowrap">
      {formatBrief(at, today, t)}
    </time>
  );
}

function Owners({ owners }: Pick<ManagedRoom, "owners">) {
  const t = useText();
  if (owners.length === 0) {
    return <span className="text-danger-text">{t("panel.rooms.no-owner")}</span>;
  }
  return (
    <span className="block max-w-52 truncate">
      {owners.map(({ id, displayName }, index) => (
        <Fragment key={id}>
          {index > 0 && ", "}
          <Link href={`/people/${id}`} className="hover:underline">
            <Words>{displayName}</Words>
          </Link>
        </Fragment>
      ))}
    </span>
  );
}

/** The same in one line, for a phone. */
function Brief({ room: { memberCount, lastMessageAt } }: { room: ManagedRoom }) {
  const t = useText();
  return (
    <>
      {t("panel.rooms.members", { count: memberCount })} · <When at={lastMessageAt} />
    </>
  );
}
