import type { AuditAction } from "@roost/protocol/audit.ts";
import type { FixedKey } from "../../chat/language/text.tsx";

/** What each kind of act is called, in the order in which they are offered. */
export const actionNames = {
  "account.created": "panel.audit.action.account-created",
  "role.set": "panel.audit.action.role-set",
  "server.handed-on": "panel.audit.action.handed-on",
  "person.suspended": "panel.audit.action.suspended",
  "person.unsuspended": "panel.audit.action.unsuspended",
  "sessions.ended": "panel.audit.action.sessions-ended",
  "reset-link.made": "panel.audit.action.reset-link",
  "second-factor.reset": "panel.audit.action.second-factor",
  "registration.approved": "panel.audit.action.approved",
  "registration.refused": "panel.audit.action.refused",
  "invite.made": "panel.audit.action.invite-made",
  "invite.revoked": "panel.audit.action.invite-revoked",
  "bot.made": "panel.audit.action.bot-made",
  "job.cancelled": "panel.audit.action.job-cancelled",
  "job.retried": "panel.audit.action.job-retried",
  "token.made": "panel.audit.action.token-made",
  "token.revoked": "panel.audit.action.token-revoked",
  "report.resolved": "panel.audit.action.report-resolved",
  "room.created": "panel.audit.action.room-created",
  "room.changed": "panel.audit.action.room-changed",
  "member.added": "panel.audit.action.member-added",
  "member.removed": "panel.audit.action.member-removed",
  "member.role-set": "panel.audit.action.member-role",
  "room.archived": "panel.audit.action.room-archived",
  "room.restored": "panel.audit.action.room-restored",
  "room.deleted": "panel.audit.action.room-deleted",
  "setting.changed": "panel.audit.action.setting-changed",
  "list.exported": "panel.audit.action.list-exported",
} as const satisfies Record<AuditAction, FixedKey>;
