import type { Filter } from "@roost/protocol/filters.ts";
import type { User } from "@roost/protocol/user.ts";
import { useText } from "../../chat/language/language.ts";
import { Words } from "../../chat/words/words.tsx";
import { Moment } from "../list/moment.tsx";
import type { Column } from "../list/table.tsx";
import { nameOfKind } from "./query.ts";

/** A filter with who made it; undefined where there is nobody like that any more. */
export type NamedFilter = Filter & { maker: User | undefined };

/** So many words of a filter stand in the list. */
const shownEntries = 12;

/** What the list says of each filter. */
export function useColumns(): Column<NamedFilter>[] {
  const t = useText();
  return [
    {
      title: t("panel.filters.column.entries"),
      isHead: true,
      cell: (filter) => <Entries filter={filter} />,
    },
    {
      title: t("panel.filters.action"),
      from: "md",
      cell: ({ action }) => t(`panel.filters.action.${action}`),
    },
    {
      title: t("panel.people.status"),
      from: "md",
      cell: ({ isOn }) => <State isOn={isOn} />,
    },
    {
      title: t("panel.bans.column.maker"),
      from: "lg",
      cell: ({ maker }) => <Words>{maker?.displayName ?? t("panel.audit.gone")}</Words>,
    },
    {
      title: t("panel.bans.column.made"),
      from: "lg",
      sort: { up: "oldest", down: "newest", first: "down", isDefault: true },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
  ];
}

function Entries({ filter }: { filter: NamedFilter }) {
  const t = useText();
  const { kind, entries, action, isOn, explanation } = filter;
  const more = entries.length - shownEntries;
  return (
    <div className="min-w-0 whitespace-normal">
      <p className="text-sm text-ink-soft">{t(`panel.filters.kind.${nameOfKind(kind)}`)}</p>
      <p className="font-semibold [overflow-wrap:anywhere]">
        <Words>{entries.slice(0, shownEntries).join(", ")}</Words>
        {more > 0 && ` ${t("panel.filters.more", { count: more })}`}
      </p>
      {explanation !== "" && (
        <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">
          <Words>{explanation}</Words>
        </p>
      )}
      <p className="mt-1 text-xs text-ink-soft md:hidden">
        {t(`panel.filters.action.${action}`)} · <State isOn={isOn} />
      </p>
    </div>
  );
}

function State({ isOn }: { isOn: boolean }) {
  const t = useText();
  return (
    <span className={isOn ? "font-semibold" : "text-ink-soft"}>
      {t(isOn ? "panel.filters.on" : "panel.filters.off")}
    </span>
  );
}
