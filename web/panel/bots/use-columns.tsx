import type { Bot } from "@roost/protocol/bots.ts";
import type { User } from "@roost/protocol/user.ts";
import { Link } from "wouter";
import { useText } from "../../chat/language/language.ts";
import type { Text } from "../../chat/language/text.tsx";
import { Egg } from "../../chat/person/egg.tsx";
import { Words } from "../../chat/words/words.tsx";
import { Moment } from "../list/moment.tsx";
import type { Column } from "../list/table.tsx";
import { SanctionMarks } from "../person/sanction-marks.tsx";

/** A bot with who made it; null for a command on the server. */
export type OwnedBot = Bot & { owner: User | null };

/** What the list says of each bot. */
export function useColumns(): Column<OwnedBot>[] {
  const t = useText();
  return [
    {
      title: t("panel.bots.column.bot"),
      isHead: true,
      sort: { up: "name", down: "name", first: "up", isDefault: true },
      cell: (bot) => <BotLine bot={bot} />,
    },
    {
      title: t("panel.bots.column.owner"),
      from: "md",
      cell: (bot) => <Owner bot={bot} />,
    },
    {
      title: t("panel.bots.column.tokens"),
      from: "md",
      cell: (bot) => tokensOf(bot, t),
    },
    {
      title: t("panel.people.used"),
      from: "md",
      sort: { up: "idle", down: "recent", first: "down" },
      cell: ({ usedAt }) => <Used at={usedAt} />,
    },
    {
      title: t("panel.people.column.created"),
      from: "lg",
      sort: { up: "oldest", down: "newest", first: "down" },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
  ];
}

export function tokensOf({ tokenCount: count }: Bot, t: Text): string {
  return count === 0 ? t("panel.bots.tokens.none") : t("panel.bots.tokens", { count });
}

/** What to call who made it. */
export function ownerOf({ owner, ownerId }: OwnedBot, t: Text): string {
  if (owner !== null) return owner.displayName;
  return t(ownerId === null ? "panel.invites.by.command" : "panel.reports.gone");
}

/** Who made it, whose page is behind the link. */
export function Owner({ bot }: { bot: OwnedBot }) {
  const t = useText();
  if (bot.owner === null) return <span className="text-ink-soft">{ownerOf(bot, t)}</span>;
  return (
    <Link href={`/people/${bot.owner.id}`} className="tap hover:underline">
      <Words>{bot.owner.displayName}</Words>
    </Link>
  );
}

export function Used({ at }: { at: string | null }) {
  const t = useText();
  if (at === null) return <span className="text-ink-faint">{t("panel.people.never")}</span>;
  return <Moment at={at} />;
}

/** A bot in the list; leads to its page. */
function BotLine({ bot }: { bot: OwnedBot }) {
  const t = useText();
  const { id, displayName, username, picture, suspension } = bot;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Egg id={id} name={displayName} picture={picture} />
      <div className="min-w-0 leading-tight">
        <div className="flex min-w-0">
          <Link
            href={`/bots/${id}`}
            className="relative flex min-w-0 items-center font-semibold before:absolute before:inset-x-0 before:-inset-y-3 hover:underline md:before:hidden"
          >
            <Words className="truncate">{displayName}</Words>
          </Link>
        </div>
        <p className="truncate text-xs text-ink-faint">@{username}</p>
        <SanctionMarks suspension={suspension} silence={null} />
        <p className="mt-1 text-xs text-ink-soft md:hidden">
          {ownerOf(bot, t)} · {tokensOf(bot, t)} · <Used at={bot.usedAt} />
        </p>
      </div>
    </div>
  );
}
