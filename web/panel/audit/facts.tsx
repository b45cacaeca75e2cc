import type { AuditDetails } from "@roost/protocol/audit.ts";
import type { Permission } from "@roost/protocol/permissions.ts";
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "../../chat/language/language.ts";
import type { Text } from "../../chat/language/text.tsx";
import { useToday } from "../../chat/time/use-today.ts";
import { formatMoment } from "../list/format-moment.ts";
import { keptInWords } from "../retention/kept.ts";
import type { NamedEntry } from "./sentence.tsx";

/** What the sentence of an entry leaves out: why, until when, and what was before and after. */
export function Facts({ entry }: { entry: NamedEntry }) {
  const t = useText();
  const today = useToday();
  const { details } = entry;
  const facts: ReactNode[] = [];
  if ("reason" in details && details.reason !== null) {
    facts.push(t.rich("panel.audit.reason", { reason: details.reason }));
  }
  if (entry.action === "invite.made") {
    const { maxUses, until } = details as AuditDetails["invite.made"];
    if (maxUses !== null) facts.push(t("panel.audit.invite-uses", { count: maxUses }));
    if (until !== null) {
      facts.push(t("panel.audit.works-until", { when: formatMoment(until, today, t) }));
    }
  }
  if (entry.action === "reset-link.made") {
    const { until } = details as AuditDetails["reset-link.made"];
    facts.push(t("panel.audit.works-until", { when: formatMoment(until, today, t) }));
  }
  if (entry.action === "messages.opened") {
    const { told } = details as AuditDetails["messages.opened"];
    facts.push(t(told ? "panel.audit.opened-told" : "panel.audit.opened-untold"));
  }
  if (entry.action === "token.made") {
    const { until } = details as AuditDetails["token.made"];
    if (until !== null) {
      facts.push(t("panel.audit.works-until", { when: formatMoment(until, today, t) }));
    }
  }
  if (entry.action === "account.created") {
    facts.push(`@${(details as AuditDetails["account.created"]).username}`);
  }
  if (entry.action === "setting.changed") {
    const { before, after } = details as AuditDetails["setting.changed"];
    facts.push(<Change before={inAWord(before)} after={inAWord(after)} />);
  }
  if (entry.action === "retention.tried") {
    const { messages } = details as AuditDetails["retention.tried"];
    facts.push(t("panel.audit.would-go", { count: messages }));
  }
  if (entry.action === "retention.set") {
    const { before, after } = details as AuditDetails["retention.set"];
    facts.push(<Change before={keptInWords(before, t)} after={keptInWords(after, t)} />);
  }
  if (entry.action === "bot.changed") {
    const { before, after } = details as AuditDetails["bot.changed"];
    if (after.picture !== undefined) {
      facts.push(t(after.picture === null ? "panel.audit.picture-gone" : "panel.audit.picture"));
    }
    for (const field of ["username", "displayName", "about"] as const) {
      if (after[field] === undefined) continue;
      facts.push(<Change before={before[field] ?? "–"} after={after[field] ?? "–"} />);
    }
  }
  if (entry.action === "filter.changed") {
    const { before, after } = details as AuditDetails["filter.changed"];
    for (const name of ["action", "entries", "explanation", "isOn", "sparesBots"] as const) {
      const [old, value] = [inAWord(before[name]), inAWord(after[name])];
      if (old !== value) facts.push(<Change before={old} after={value} />);
    }
  }
  if (entry.action === "filter.made" || entry.action === "filter.deleted") {
    facts.push((details as AuditDetails["filter.made"]).entries.join(", "));
  }
  if (entry.action === "room.changed") {
    const { before, after } = details as AuditDetails["room.changed"];
    for (const [field, value] of Object.entries(after)) {
      const old = Object.entries(before).find(([name]) => name === field)?.[1];
      facts.push(<Change before={inAWord(old)} after={inAWord(value)} />);
    }
  }
  if (entry.action === "custom-role.created" || entry.action === "custom-role.deleted") {
    const { permissions } = details as AuditDetails["custom-role.created"];
    facts.push(allOf(permissions, t));
  }
  if (entry.action === "custom-role.changed") {
    facts.push(...changesOf(details as AuditDetails["custom-role.changed"], t));
  }
  if (facts.length === 0) return null;
  return (
    <div className="mt-1 text-sm text-ink-soft">
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry never changes.
        <div key={index}>{fact}</div>
      ))}
    </div>
  );
}

function Change({ before, after }: { before: string; after: string }) {
  const t = useText();
  const valueClass = "rounded bg-sunken px-1.5 py-0.5 font-mono text-xs [overflow-wrap:anywhere]";
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <del className={`${valueClass} no-underline`}>
        <span className="sr-only">{t("panel.audit.before")} </span>
        {before}
      </del>
      <ArrowRight size={14} aria-hidden className="shrink-0 text-ink-faint rtl:-scale-x-100" />
      <ins className={`${valueClass} text-ink no-underline`}>
        <span className="sr-only">{t("panel.audit.after")} </span>
        {after}
      </ins>
    </span>
  );
}

function allOf(permissions: readonly Permission[], t: Text): ReactNode {
  if (permissions.length === 0) return t("panel.audit.permissions.none");
  return t("panel.audit.permissions", { permissions: namesOf(permissions, t) });
}

/** What a role is called now, and what it permits that it did not, and the other way round. */
function changesOf({ before, after }: AuditDetails["custom-role.changed"], t: Text): ReactNode[] {
  const more = after.permissions.filter((one) => !before.permissions.includes(one));
  const less = before.permissions.filter((one) => !after.permissions.includes(one));
  const facts: ReactNode[] = [];
  if (before.name !== after.name) facts.push(<Change before={before.name} after={after.name} />);
  if (more.length > 0) {
    facts.push(t("panel.audit.permissions.more", { permissions: namesOf(more, t) }));
  }
  if (less.length > 0) {
    facts.push(t("panel.audit.permissions.less", { permissions: namesOf(less, t) }));
  }
  return facts;
}

const namesOf = (permissions: readonly Permission[], t: Text) =>
  permissions.map((one) => t(`panel.roles.permission.${one}`));

const inAWord = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
