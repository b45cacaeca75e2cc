import type { ExportAddressBansQuery } from "@roost/protocol/address-bans.ts";
import type { ExportAuditQuery } from "@roost/protocol/audit.ts";
import type { ExportBotsQuery } from "@roost/protocol/bots.ts";
import type { ExportFiltersQuery } from "@roost/protocol/filters.ts";
import type { ExportJobsQuery } from "@roost/protocol/jobs.ts";
import type { ExportEmojiQuery } from "@roost/protocol/managed-emoji.ts";
import type { ExportMessagesQuery } from "@roost/protocol/managed-messages.ts";
import type { ExportRoomsQuery } from "@roost/protocol/managed-rooms.ts";
import type { ExportTokensQuery } from "@roost/protocol/managed-tokens.ts";
import type { ExportAccountsQuery } from "@roost/protocol/people.ts";
import type { ExportInvitesQuery, ExportRegistrationsQuery } from "@roost/protocol/registration.ts";
import type { ExportReportsQuery } from "@roost/protocol/report.ts";

/** The address of a list as a file, which a browser downloads. */
export const exportPath = {
  bots: (query: ExportBotsQuery) => withQuery("/api/admin/bots/export", query),
  emoji: (query: ExportEmojiQuery) => withQuery("/api/admin/emoji/export", query),
  tokens: (query: ExportTokensQuery) => withQuery("/api/admin/tokens/export", query),
  people: (query: ExportAccountsQuery) => withQuery("/api/admin/people/export", query),
  rooms: (query: ExportRoomsQuery) => withQuery("/api/admin/rooms/export", query),
  audit: (query: ExportAuditQuery) => withQuery("/api/admin/audit/export", query),
  registrations: (query: ExportRegistrationsQuery) =>
    withQuery("/api/admin/registrations/export", query),
  invites: (query: ExportInvitesQuery) => withQuery("/api/admin/invites/export", query),
  jobs: (query: ExportJobsQuery) => withQuery("/api/admin/jobs/export", query),
  messages: (query: ExportMessagesQuery) => withQuery("/api/admin/messages/export", query),
  bans: (query: ExportAddressBansQuery) => withQuery("/api/admin/address-bans/export", query),
  filters: (query: ExportFiltersQuery) => withQuery("/api/admin/filters/export", query),
  reports: (query: ExportReportsQuery) => withQuery("/api/admin/reports/export", query),
};

function withQuery(path: string, query: object): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
