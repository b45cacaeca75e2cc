import type { Account } from "@roost/protocol/people.ts";
import { useText } from "../../chat/language/language.ts";
import { formatUntil } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";

/** That somebody is suspended, and until when; nothing where they are not. */
export function SuspendedMark({ suspension }: Pick<Account, "suspension">) {
  const t = useText();
  const today = useToday();
  if (suspension === null) return null;
  const { until } = suspension;
  return (
    <span className="inline-block rounded-full bg-danger-tint px-2 py-0.5 text-xs font-semibold text-danger-text">
      {until === null
        ? t("panel.people.suspended")
        : t("panel.people.suspended-until", { when: formatUntil(until, today, t) })}
    </span>
  );
}
