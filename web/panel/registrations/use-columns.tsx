import type { RegistrationRequest } from "@roost/protocol/registration.ts";
import { useText } from "../../chat/language/language.ts";
import type { Text } from "../../chat/language/text.tsx";
import { useToday } from "../../chat/time/use-today.ts";
import { formatMoment } from "../list/format-moment.ts";
import { Moment } from "../list/moment.tsx";
import type { Column } from "../list/table.tsx";
import { AccountLine } from "../person/account-line.tsx";

/** A request with the name of who decided about it; null where nobody did, or they are gone. */
export type NamedRequest = RegistrationRequest & { decider: string | null };

/** What the list says of each request. */
export function useColumns(): Column<NamedRequest>[] {
  const t = useText();
  return [
    {
      title: t("panel.people.column.person"),
      isHead: true,
      cell: (request) => <AccountLine account={request} note={<Note request={request} />} />,
    },
    {
      title: t("panel.people.status"),
      from: "md",
      cell: (request) => <State request={request} />,
    },
    {
      title: t("panel.registrations.asked"),
      from: "md",
      sort: { up: "oldest", down: "newest", first: "up", isDefault: true },
      cell: ({ askedAt }) => <Moment at={askedAt} />,
    },
  ];
}

/** What was decided, by whom and why; of those who wait, whether their address is theirs. */
function State({ request }: { request: NamedRequest }) {
  const t = useText();
  const today = useToday();
  return (
    <span className="block [overflow-wrap:anywhere]">
      {stateOf(request, today, t)}
      {request.reason !== null && (
        <span className="block text-sm text-ink-soft">
          {t.rich("panel.registrations.told", { reason: request.reason })}
        </span>
      )}
    </span>
  );
}

function stateOf(request: NamedRequest, today: Date, t: Text) {
  const { state, isConfirmed, decider, decidedAt } = request;
  if (state === "awaited") {
    return t(isConfirmed ? "panel.registrations.waits" : "panel.registrations.unconfirmed");
  }
  const when = decidedAt === null ? "" : formatMoment(decidedAt, today, t);
  return decider === null
    ? t(`panel.registrations.${state}`, { when })
    : t.rich(`panel.registrations.${state}-by`, { when, who: decider });
}

/** All of it in one place, for a phone. */
function Note({ request }: { request: NamedRequest }) {
  return (
    <span className="block whitespace-normal">
      <State request={request} />
      <Moment at={request.askedAt} />
    </span>
  );
}
