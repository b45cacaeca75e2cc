import type { ManagedToken } from "@roost/protocol/managed-tokens.ts";
import type { User } from "@roost/protocol/user.ts";
import { scopeTexts } from "../../chat/api-tokens/scope-texts.ts";
import { useText } from "../../chat/language/language.ts";
import type { Text } from "../../chat/language/text.tsx";
import { useToday } from "../../chat/time/use-today.ts";
import { Words } from "../../chat/words/words.tsx";
import { Moment } from "../list/moment.tsx";
import type { Column } from "../list/table.tsx";
import { AccountLine } from "../person/account-line.tsx";

/** An API token with whose it is; null where they are gone by now. */
export type NamedToken = ManagedToken & { user: User | null };

/** What the list says of each token. */
export function useColumns(): Column<NamedToken>[] {
  const t = useText();
  return [
    {
      title: t("panel.people.column.person"),
      isHead: true,
      cell: (token) =>
        token.user === null ? (
          <span className="text-ink-soft">{t("panel.reports.gone")}</span>
        ) : (
          <AccountLine account={token.user} note={<Brief token={token} />} />
        ),
    },
    {
      title: t("panel.tokens.column.token"),
      from: "md",
      cell: (token) => <What token={token} />,
    },
    {
      title: t("panel.people.used"),
      from: "md",
      sort: { up: "idle", down: "recent", first: "down" },
      cell: (token) => <Used token={token} />,
    },
    {
      title: t("panel.people.column.created"),
      from: "lg",
      sort: { up: "oldest", down: "newest", first: "down", isDefault: true },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
    {
      title: t("panel.tokens.column.ends"),
      from: "lg",
      cell: (token) => <Ends token={token} />,
    },
  ];
}

/** What to call whose it is. */
export const personOf = ({ user }: NamedToken, t: Text) =>
  user?.displayName ?? t("panel.reports.gone");

function What({ token: { name, hint, scopes } }: { token: NamedToken }) {
  const t = useText();
  return (
    <div className="max-w-56 min-w-0 leading-tight">
      <p className="truncate font-semibold">
        <Words>{name}</Words>{" "}
        <code dir="ltr" className="font-mono text-[0.8125rem] font-normal text-ink-faint">
          {hint}…
        </code>
      </p>
      <p className="text-xs text-ink-soft">
        {t("api-tokens.opens", { scopes: scopes.map((scope) => t(scopeTexts[scope].label)) })}
      </p>
    </div>
  );
}

function Used({ token: { usedAt, usedFrom } }: { token: NamedToken }) {
  const t = useText();
  if (usedAt === null) return <span className="text-ink-faint">{t("panel.tokens.unused")}</span>;
  return (
    <span className="inline-flex flex-col items-start align-top">
      <Moment at={usedAt} />
      {usedFrom !== null && <span className="text-xs text-ink-faint">{usedFrom}</span>}
    </span>
  );
}

function Ends({ token: { expiresAt } }: { token: NamedToken }) {
  const t = useText();
  const today = useToday();
  if (expiresAt === null) {
    return <span className="text-ink-soft">{t("panel.tokens.never-ends")}</span>;
  }
  if (new Date(expiresAt) > today) return <Moment at={expiresAt} />;
  return (
    <span className="inline-block rounded-full bg-danger-tint px-2 py-0.5 text-xs font-semibold text-danger-text">
      {t("panel.tokens.state.expired")}
    </span>
  );
}

/** All of it in one place, for a phone. */
function Brief({ token }: { token: NamedToken }) {
  const t = useText();
  return (
    <span className="flex flex-col gap-0.5 whitespace-normal">
      <What token={token} />
      <span>
        {t("panel.people.used")}: <Used token={token} />
      </span>
      <span>
        {t("panel.tokens.column.ends")}: <Ends token={token} />
      </span>
    </span>
  );
}
