import type { CustomEmoji } from "@roost/protocol/custom-emoji.ts";
import type { User } from "@roost/protocol/user.ts";
import { Link } from "wouter";
import { EmojiImage } from "../../chat/emoji/custom-emoji.tsx";
import { useText } from "../../chat/language/language.ts";
import { Words } from "../../chat/words/words.tsx";
import { Moment } from "../list/moment.tsx";
import type { Column } from "../list/table.tsx";

/** An emoji with who added it; null where they are gone by now. */
export type NamedEmoji = CustomEmoji & { adder: User | null };

/** What the list says of each emoji. @param leads Whether the pages of people are for whoever looks. */
export function useColumns(leads: boolean): Column<NamedEmoji>[] {
  const t = useText();
  return [
    {
      title: t("panel.emoji.column.emoji"),
      isHead: true,
      sort: { up: "name", down: "name", first: "up", isDefault: true },
      cell: (emoji) => <What emoji={emoji} leads={leads} />,
    },
    {
      title: t("panel.emoji.column.by"),
      from: "md",
      cell: (emoji) => <Adder emoji={emoji} leads={leads} />,
    },
    {
      title: t("panel.emoji.column.added"),
      from: "md",
      sort: { up: "oldest", down: "newest", first: "down" },
      cell: ({ addedAt }) => <Moment at={addedAt} />,
    },
    {
      title: t("panel.emoji.column.image"),
      from: "lg",
      cell: ({ mediaType, width, height }) => (
        <span className="whitespace-nowrap text-ink-soft">
          {mediaType.replace("image/", "").toUpperCase()} · {width} × {height}
        </span>
      ),
    },
  ];
}

interface PartProps {
  emoji: NamedEmoji;
  leads: boolean;
}

function What({ emoji, leads }: PartProps) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <span
        aria-hidden
        className="grid h-9.5 w-10 shrink-0 place-items-center text-3xl leading-none [&_img]:max-w-full"
      >
        <EmojiImage emoji={emoji} />
      </span>
      <div className="min-w-0">
        <p dir="ltr" className="truncate font-semibold rtl:text-end">
          :{emoji.name}:
        </p>
        <p className="mt-0.5 truncate text-xs text-ink-soft md:hidden">
          <Adder emoji={emoji} leads={leads} /> · <Moment at={emoji.addedAt} />
        </p>
      </div>
    </div>
  );
}

function Adder({ emoji: { adder }, leads }: PartProps) {
  const t = useText();
  if (adder === null) return <span className="text-ink-soft">{t("panel.reports.gone")}</span>;
  if (!leads) return <Words>{adder.displayName}</Words>;
  return (
    <Link href={`/people/${adder.id}`} className="tap hover:underline">
      <Words>{adder.displayName}</Words>
    </Link>
  );
}
