import type { Invite } from "@roost/protocol/registration.ts";
import type { User } from "@roost/protocol/user.ts";
import { Terminal } from "lucide-react";
import { classNames } from "../../chat/controls/class-names.ts";
import { useText } from "../../chat/language/language.ts";
import type { Text } from "../../chat/language/text.tsx";
import { Moment } from "../list/moment.tsx";
import type { Column } from "../list/table.tsx";
import { AccountLine } from "../person/account-line.tsx";
import { type StateName, stateNames } from "./query.ts";

/** An invitation with who made it; null for a command on the server. */
export type NamedInvite = Invite & { maker: User | null };

/** What the list says of each invitation. */
export function useColumns(): Column<NamedInvite>[] {
  const t = useText();
  return [
    {
      title: t("panel.invites.column.maker"),
      isHead: true,
      cell: (invite) => <Maker invite={invite} />,
    },
    {
      title: t("panel.people.status"),
      from: "md",
      cell: (invite) => <State invite={invite} />,
    },
    {
      title: t("panel.invites.column.uses"),
      from: "md",
      cell: (invite) => usesOf(invite, t),
    },
    {
      title: t("panel.invites.column.until"),
      from: "lg",
      cell: ({ until }) => (until === null ? t("panel.invites.forever") : <Moment at={until} />),
    },
    {
      title: t("panel.invites.column.made"),
      from: "md",
      sort: { up: "oldest", down: "newest", first: "down", isDefault: true },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
  ];
}

/** What to call who made it. */
export function makerOf({ maker, createdBy }: NamedInvite, t: Text): string {
  if (maker !== null) return maker.displayName;
  return t(createdBy === null ? "panel.invites.by.command" : "panel.reports.gone");
}

function Maker({ invite }: { invite: NamedInvite }) {
  const t = useText();
  const note = <Brief invite={invite} />;
  if (invite.maker !== null) return <AccountLine account={invite.maker} note={note} />;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <span className="grid h-9.5 w-8.5 shrink-0 place-items-center text-ink-faint">
        <Terminal size={18} aria-hidden />
      </span>
      <div className="min-w-0">
        <p className="truncate text-ink-soft">{makerOf(invite, t)}</p>
        <div className="mt-1 text-xs text-ink-soft md:hidden">{note}</div>
      </div>
    </div>
  );
}

/** Whether it works, and where it leads. */
function State({ invite: { state, roomIds } }: { invite: NamedInvite }) {
  const t = useText();
  const name = (Object.keys(stateNames) as StateName[]).find((one) => stateNames[one] === state);
  return (
    <span className="flex flex-col items-start">
      <span className={classNames(state === "open" ? "font-semibold" : "text-ink-soft")}>
        {t(`panel.invites.state.${name ?? "void"}`)}
      </span>
      {roomIds.length > 0 && (
        <span className="text-sm text-ink-soft">
          {t("panel.invites.rooms", { count: roomIds.length })}
        </span>
      )}
    </span>
  );
}

function usesOf({ uses, maxUses }: NamedInvite, t: Text): string {
  if (maxUses === null) return t.number(uses);
  return t("panel.invites.uses", { count: uses, max: t.number(maxUses) });
}

/** All of it in one place, for a phone. */
function Brief({ invite }: { invite: NamedInvite }) {
  const t = useText();
  return (
    <span className="flex flex-col gap-0.5 whitespace-normal">
      <State invite={invite} />
      <span>
        {t("panel.invites.column.uses")}: {usesOf(invite, t)}
      </span>
      <span>
        {t("panel.invites.column.until")}:{" "}
        {invite.until === null ? t("panel.invites.forever") : <Moment at={invite.until} />}
      </span>
    </span>
  );
}
