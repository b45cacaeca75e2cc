import { useText } from "../../chat/language/language.ts";
import type { Text } from "../../chat/language/text.tsx";
import { formatFull } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";
import { formatMoment } from "../list/format-moment.ts";
import type { Column } from "../list/table.tsx";
import { Facts } from "./facts.tsx";
import { type NamedEntry, sentenceOf } from "./sentence.tsx";

/** What the log says of each entry. */
export function useColumns(): Column<NamedEntry>[] {
  const t = useText();
  return [
    {
      title: t("panel.audit.column.what"),
      isHead: true,
      cell: (entry) => <What entry={entry} />,
    },
    {
      title: t("panel.audit.column.from"),
      from: "md",
      cell: (entry) => (
        <span className="text-sm whitespace-nowrap text-ink-soft">{placeOf(entry, t)}</span>
      ),
    },
    {
      title: t("panel.audit.column.when"),
      from: "md",
      sort: { up: "oldest", down: "newest", first: "down", isDefault: true },
      cell: ({ at }) => <When at={at} />,
    },
  ];
}

/** The sentence, and on a phone all the rest. */
export function What({ entry }: { entry: NamedEntry }) {
  const t = useText();
  const today = useToday();
  return (
    <div className="min-w-0 py-0.5 whitespace-normal [overflow-wrap:anywhere]">
      <p>{sentenceOf(entry, today, t)}</p>
      <Facts entry={entry} />
      <p className="mt-1 text-xs text-ink-faint md:hidden">
        <When at={entry.at} /> · {placeOf(entry, t)}
      </p>
    </div>
  );
}

export function When({ at }: { at: string }) {
  const t = useText();
  const today = useToday();
  return (
    <time dateTime={at} title={formatFull(at, t)} className="whitespace-nowrap">
      {formatMoment(at, today, t)}
    </time>
  );
}

/** From where, and by what they were known who did it. */
export function placeOf({ address, means }: NamedEntry, t: Text): string {
  if (means === "command line") return t("panel.audit.means.command");
  if (means === "provider") return t("panel.audit.means.provider");
  if (means === "session") return address ?? t("panel.audit.no-address");
  if (means === "api token") {
    return address === null
      ? t("panel.audit.means.api-token")
      : t("panel.audit.means.api-token-from", { address });
  }
  return address === null
    ? t("panel.audit.means.token")
    : t("panel.audit.means.token-from", { address });
}
