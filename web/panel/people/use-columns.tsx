import type { Account } from "@roost/protocol/people.ts";
import { useText } from "../../chat/language/language.ts";
import { formatBrief, formatFull } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";
import { Words } from "../../chat/words/words.tsx";
import type { Column } from "../list/table.tsx";
import { AccountLine } from "../person/account-line.tsx";
import { SanctionMarks } from "../person/sanction-marks.tsx";

/** What the list says of each account. */
export function useColumns(): Column<Account>[] {
  const t = useText();
  return [
    {
      title: t("panel.people.column.person"),
      isHead: true,
      sort: { up: "name", down: "name", first: "up", isDefault: true },
      cell: (account) => <AccountLine account={account} note={<Brief account={account} />} />,
    },
    {
      title: t("panel.people.role"),
      from: "md",
      cell: ({ role, customRole, suspension, silence }) => (
        <span className="flex flex-col items-start gap-1">
          {customRole ? <Words>{customRole.name}</Words> : t(`panel.role.${role}`)}
          <SanctionMarks suspension={suspension} silence={silence} />
        </span>
      ),
    },
    {
      title: t("panel.people.used"),
      from: "md",
      sort: { up: "idle", down: "recent", first: "down" },
      cell: ({ activeAt }) => <When at={activeAt} />,
    },
    {
      title: t("panel.people.column.created"),
      from: "lg",
      sort: { up: "oldest", down: "newest", first: "down" },
      cell: ({ createdAt }) => <When at={createdAt} />,
    },
    {
      title: t("panel.people.column.sessions"),
      from: "xl",
      cell: ({ sessionCount: count }) =>
        count === 0 ? t("panel.person.sessions.none") : t("panel.person.sessions", { count }),
    },
  ];
}

function When({ at }: { at: string | null }) {
  const t = useText();
  const today = useToday();
  if (at === null) return <span className="text-ink-faint">{t("panel.people.never")}</span>;
  return (
    <time dateTime={at} title={formatFull(at, t)} className="whitespace-nowrap">
      {formatBrief(at, today, t)}
    </time>
  );
}

/** The same in one line, for a phone. */
function Brief({ account }: { account: Account }) {
  const { role, customRole, activeAt, suspension, silence } = account;
  const t = useText();
  return (
    <span className="flex flex-wrap items-center gap-x-1.5 gap-y-1 whitespace-normal">
      {customRole?.name ?? t(`panel.role.${role}`)} · <When at={activeAt} />
      <SanctionMarks suspension={suspension} silence={silence} />
    </span>
  );
}
