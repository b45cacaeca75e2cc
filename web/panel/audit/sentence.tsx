import type { AuditAction, AuditDetails, AuditEntry } from "@roost/protocol/audit.ts";
import type { User } from "@roost/protocol/user.ts";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Text } from "../../chat/language/text.tsx";
import { Words } from "../../chat/words/words.tsx";
import { nameOfKind } from "../filters/query.ts";
import { formatMoment } from "../list/format-moment.ts";

/** An entry with those whom it names, by their ids. */
export type NamedEntry = AuditEntry & { users: ReadonlyMap<string, User> };

/** An entry whose details are those of its action. */
type Entry = {
  [Action in AuditAction]: Omit<NamedEntry, "action" | "details"> & {
    action: Action;
    details: AuditDetails[Action];
  };
}[AuditAction];

/** What was done, by whom and to whom, in a sentence. @param now For times that are near. */
export function sentenceOf(named: NamedEntry, now: Date, t: Text): ReactNode {
  const entry = named as Entry;
  const nobody = t(entry.means === "provider" ? "panel.audit.provider" : "panel.audit.command");
  const actor = entry.actorId === null ? nobody : linkTo(entry.actorId, named, t);
  const person = entry.userId === null ? "" : linkTo(entry.userId, named, t);
  const until = (iso: string) => formatMoment(iso, now, t);
  switch (entry.action) {
    case "role.set": {
      const { before, after, customBefore, customAfter } = entry.details;
      const roles = {
        before: customBefore?.name ?? t(`panel.role.${before}`),
        after: customAfter?.name ?? t(`panel.role.${after}`),
      };
      return t.rich("panel.audit.role-set", { actor, person, ...roles });
    }
    case "server.handed-on": {
      const { before, after } = entry.details;
      const people = { before: linkTo(before, named, t), after: linkTo(after, named, t) };
      return t.rich("panel.audit.handed-on", { actor, ...people });
    }
    case "person.suspended":
      return entry.details.until === null
        ? t.rich("panel.audit.suspended", { actor, person })
        : t.rich("panel.audit.suspended-until", {
            ...{ actor, person, when: until(entry.details.until) },
          });
    case "person.unsuspended":
      return t.rich("panel.audit.unsuspended", { actor, person });
    case "person.warned":
      return t.rich("panel.audit.warned", { actor, person });
    case "person.silenced":
      return entry.details.until === null
        ? t.rich("panel.audit.silenced", { actor, person })
        : t.rich("panel.audit.silenced-until", {
            ...{ actor, person, when: until(entry.details.until) },
          });
    case "person.unsilenced":
      return t.rich("panel.audit.unsilenced", { actor, person });
    case "address.banned": {
      const { network, until: end } = entry.details;
      return end === null
        ? t.rich("panel.audit.address-banned", { actor, network })
        : t.rich("panel.audit.address-banned-until", { actor, network, when: until(end) });
    }
    case "address.unbanned":
      return t.rich("panel.audit.address-unbanned", { actor, network: entry.details.network });
    case "filter.made":
    case "filter.changed":
    case "filter.deleted": {
      const done = entry.action.slice("filter.".length) as "made" | "changed" | "deleted";
      const kind = t(`panel.filters.kind.${nameOfKind(entry.details.kind)}`);
      return t.rich(`panel.audit.filter-${done}`, { actor, kind });
    }
    case "sessions.ended":
      return t.rich("panel.audit.sessions-ended", { actor, person, count: entry.details.count });
    case "reset-link.made":
      return t.rich("panel.audit.reset-link", { actor, person });
    case "report.resolved":
      return t.rich(`panel.audit.report-${entry.details.resolution}`, {
        ...{ actor, person, count: entry.details.reports },
      });
    case "account.created": {
      const { role: base, customRole } = entry.details;
      const role = customRole?.name ?? t(`panel.role.${base}`);
      return t.rich("panel.audit.account-created", { actor, person, role });
    }
    case "second-factor.reset":
      return t.rich("panel.audit.second-factor", { actor, person });
    case "deletion.begun":
      return t.rich("panel.audit.deletion-begun", {
        ...{ actor, person, when: until(entry.details.at) },
      });
    case "deletion.cancelled":
      return t.rich("panel.audit.deletion-cancelled", { actor, person });
    case "account.deleted":
      return t("panel.audit.account-deleted");
    case "message.deleted":
    case "message.restored": {
      const key = entry.action === "message.deleted" ? "message-deleted" : "message-restored";
      return entry.details.name === ""
        ? t.rich(`panel.audit.${key}-direct`, { actor, person })
        : t.rich(`panel.audit.${key}`, { actor, person, room: entry.details.name });
    }
    case "messages.opened":
      return entry.details.name === ""
        ? t.rich("panel.audit.messages-opened-direct", { actor })
        : t.rich("panel.audit.messages-opened", { actor, room: entry.details.name });
    case "retention.tried": {
      const { name: room, roomId, days } = entry.details;
      const key = roomId === null ? "retention-tried-server" : "retention-tried";
      return t.rich(`panel.audit.${key}`, { actor, room, count: days });
    }
    case "retention.set":
      return t.rich("panel.audit.retention-set", { actor, room: entry.details.name });
    case "room.created":
      return t.rich("panel.audit.room-created", { actor, person, room: entry.details.name });
    case "room.changed":
      return t.rich("panel.audit.room-changed", { actor, room: entry.details.name });
    case "member.added":
    case "member.removed": {
      const key = entry.action === "member.added" ? "member-added" : "member-removed";
      return t.rich(`panel.audit.${key}`, { actor, person, room: entry.details.name });
    }
    case "member.role-set": {
      const { name, before, after } = entry.details;
      return t.rich("panel.audit.member-role", {
        ...{ actor, person, room: name },
        ...{ before: t(`panel.room.role.${before}`), after: t(`panel.room.role.${after}`) },
      });
    }
    case "room.archived":
      return t.rich("panel.audit.room-archived", { actor, room: entry.details.name });
    case "room.restored":
      return t.rich("panel.audit.room-restored", { actor, room: entry.details.name });
    case "room.deleted":
      return t.rich("panel.audit.room-deleted", { actor, room: entry.details.name });
    case "invite.made":
      return t.rich("panel.audit.invite-made", { actor });
    case "invite.revoked":
      return t.rich("panel.audit.invite-revoked", { actor, count: entry.details.uses });
    case "bot.made":
      return t.rich("panel.audit.bot-made", { actor, name: `@${entry.details.username}` });
    case "bot.changed":
      return t.rich("panel.audit.bot-changed", { actor, person });
    case "emoji.added":
      return t.rich("panel.audit.emoji-added", { actor, name: `:${entry.details.name}:` });
    case "emoji.deleted":
      return t.rich("panel.audit.emoji-deleted", { actor, name: `:${entry.details.name}:` });
    case "job.cancelled":
      return t.rich("panel.audit.job-cancelled", { actor, kind: entry.details.kind });
    case "job.retried":
      return t.rich("panel.audit.job-retried", { actor, kind: entry.details.kind });
    case "token.made":
      return t.rich("panel.audit.token-made", { actor, name: entry.details.name });
    case "token.revoked":
      return t.rich("panel.audit.token-revoked", { actor, person, name: entry.details.name });
    case "registration.approved":
      return t.rich("panel.audit.approved", { actor, person });
    case "registration.refused":
      return t.rich("panel.audit.refused", { actor, person });
    case "custom-role.created":
      return t.rich("panel.audit.custom-role-made", { actor, name: entry.details.name });
    case "custom-role.changed":
      return t.rich("panel.audit.custom-role-changed", { actor, name: entry.details.before.name });
    case "custom-role.deleted": {
      const { name, holders: count } = entry.details;
      return t.rich("panel.audit.custom-role-deleted", { actor, name, count });
    }
    case "setting.changed":
      return t.rich("panel.audit.setting-changed", { actor, name: entry.details.name });
    case "list.exported":
      return t.rich(`panel.audit.exported-${entry.details.list}`, { actor });
    default:
      return unknown(named, actor, t);
  }
}

/** What a newer server has done. */
function unknown({ action }: NamedEntry, actor: ReactNode, t: Text): ReactNode {
  return t.rich("panel.audit.unknown", { actor: actor as string, action });
}

function linkTo(userId: string, { users }: NamedEntry, t: Text): ReactNode & object {
  const user = users.get(userId);
  if (!user) return <span className="text-ink-soft">{t("panel.audit.gone")}</span>;
  return (
    <Link href={`/people/${userId}`} className="font-semibold hover:underline">
      <Words>{user.displayName}</Words>
    </Link>
  );
}
