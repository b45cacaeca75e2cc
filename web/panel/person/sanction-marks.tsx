import type { Account } from "@roost/protocol/people.ts";
import { useText } from "../../chat/language/language.ts";
import { formatUntil } from "../../chat/time/format.ts";
import { useToday } from "../../chat/time/use-today.ts";

/** That somebody is suspended or muted, and until when; nothing where they are neither. */
export function SanctionMarks({ suspension, silence }: Pick<Account, "suspension" | "silence">) {
  return (
    <>
      {suspension !== null && <Mark kind="suspended" until={suspension.until} />}
      {silence !== null && <Mark kind="silenced" until={silence.until} />}
    </>
  );
}

function Mark({ kind, until }: { kind: "suspended" | "silenced"; until: string | null }) {
  const t = useText();
  const today = useToday();
  return (
    <span className="inline-block rounded-full bg-danger-tint px-2 py-0.5 text-xs font-semibold text-danger-text">
      {until === null
        ? t(`panel.people.${kind}`)
        : t(`panel.people.${kind}-until`, { when: formatUntil(until, today, t) })}
    </span>
  );
}
