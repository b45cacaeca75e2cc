import type { AddressBan } from "@roost/protocol/address-bans.ts";
import type { User } from "@roost/protocol/user.ts";
import { Link } from "wouter";
import { useText } from "../../chat/language/language.ts";
import { Words } from "../../chat/words/words.tsx";
import { Moment } from "../list/moment.tsx";
import type { Column } from "../list/table.tsx";

/** A ban with those whom it names; undefined for a command on the server, and who is gone. */
export type NamedBan = AddressBan & { maker: User | undefined; person: User | undefined };

/** What the list says of each ban. */
export function useColumns(): Column<NamedBan>[] {
  const t = useText();
  return [
    {
      title: t("panel.bans.column.network"),
      isHead: true,
      sort: { up: "network", down: "network", first: "up" },
      cell: (ban) => <Network ban={ban} />,
    },
    {
      title: t("panel.bans.column.reason"),
      from: "md",
      cell: (ban) => <Why ban={ban} />,
    },
    {
      title: t("panel.bans.column.until"),
      from: "md",
      cell: (ban) => <Until ban={ban} />,
    },
    {
      title: t("panel.bans.column.maker"),
      from: "lg",
      cell: (ban) => <Maker ban={ban} />,
    },
    {
      title: t("panel.bans.column.made"),
      from: "md",
      sort: { up: "oldest", down: "newest", first: "down", isDefault: true },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
  ];
}

function Network({ ban }: { ban: NamedBan }) {
  return (
    <div className="min-w-0">
      <p className="font-semibold [overflow-wrap:anywhere]">{ban.network}</p>
      <div className="mt-1 flex flex-col gap-0.5 text-xs whitespace-normal text-ink-soft md:hidden">
        <Why ban={ban} />
        <Until ban={ban} isAlone />
      </div>
    </div>
  );
}

function Why({ ban: { reason, person } }: { ban: NamedBan }) {
  const t = useText();
  return (
    <span className="flex flex-col whitespace-normal [overflow-wrap:anywhere]">
      {reason !== null && <Words>{reason}</Words>}
      {person && (
        <span className="text-ink-soft">
          {t.rich("panel.bans.with", {
            person: (
              <Link href={`/people/${person.id}`} className="font-semibold hover:underline">
                <Words>{person.displayName}</Words>
              </Link>
            ),
          })}
        </span>
      )}
    </span>
  );
}

/** @param isAlone Whether no title of a column says what it is. */
function Until({ ban: { until, isOver }, isAlone = false }: { ban: NamedBan; isAlone?: boolean }) {
  const t = useText();
  if (until === null) return <>{t("panel.bans.open")}</>;
  return (
    <span>
      {isOver && `${t("panel.bans.over")} · `}
      {isAlone ? (
        t.rich("panel.bans.until", { when: <Moment at={until} /> })
      ) : (
        <Moment at={until} />
      )}
    </span>
  );
}

function Maker({ ban: { maker, createdBy } }: { ban: NamedBan }) {
  const t = useText();
  if (maker) return <Words>{maker.displayName}</Words>;
  return (
    <span className="text-ink-soft">
      {t(createdBy === null ? "panel.audit.command" : "panel.audit.gone")}
    </span>
  );
}
