import type { Permission, ServerRole } from "@roost/protocol/permissions.ts";
import { denialOf, type Operation } from "@roost/protocol/rights.ts";

/** The pages of the administration, by what somebody may do who is shown one. */
export const panelPages = {
  overview: "overview",
  people: "people",
  roles: "createCustomRole",
  rooms: "allRooms",
  messages: "anyMessages",
  retention: "retention",
  registrations: "registrations",
  invites: "invites",
  reports: "reports",
  emoji: "allEmoji",
  bots: "bots",
  tokens: "allTokens",
  bans: "addressBans",
  filters: "filters",
  settings: "serverSettings",
  jobs: "jobs",
  audit: "audit",
} as const satisfies Record<string, Operation>;
export type PanelPage = keyof typeof panelPages;

/** Who is shown pages. */
type Viewer = { id: string; role: ServerRole; permissions: readonly Permission[] };

/** Whether somebody is shown a page. For what is offered; the server decides. */
export function maySeePage(page: PanelPage, me: Viewer): boolean {
  return denialOf(panelPages[page], { me }) === null;
}

/** Whether any page is for them. */
export function mayOpenPanel(me: Viewer): boolean {
  return (Object.keys(panelPages) as PanelPage[]).some((page) => maySeePage(page, me));
}
