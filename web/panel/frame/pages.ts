import type { Me } from "@roost/protocol/user.ts";
import {
  Ban,
  Bot,
  Flag,
  Funnel,
  Gauge,
  Hash,
  Hourglass,
  KeyRound,
  KeySquare,
  ListChecks,
  type LucideIcon,
  MessageSquareText,
  ScrollText,
  Settings,
  Smile,
  Ticket,
  UserCheck,
  Users,
} from "lucide-react";
import { maySeePage, type PanelPage } from "../../chat/account/panel-pages.ts";
import type { FixedKey } from "../../chat/language/text.tsx";

export interface PageEntry {
  /** Also in its address. */
  name: PanelPage;
  title: FixedKey;
  icon: LucideIcon;
}

/** In the order of the navigation. */
const entries: readonly PageEntry[] = [
  { name: "overview", title: "panel.overview.title", icon: Gauge },
  { name: "people", title: "panel.people.title", icon: Users },
  { name: "roles", title: "panel.roles.title", icon: KeyRound },
  { name: "rooms", title: "panel.rooms.title", icon: Hash },
  { name: "messages", title: "panel.messages.title", icon: MessageSquareText },
  { name: "retention", title: "panel.retention.title", icon: Hourglass },
  { name: "registrations", title: "panel.registrations.title", icon: UserCheck },
  { name: "invites", title: "panel.invites.title", icon: Ticket },
  { name: "reports", title: "panel.reports.title", icon: Flag },
  { name: "emoji", title: "panel.emoji.title", icon: Smile },
  { name: "bots", title: "panel.bots.title", icon: Bot },
  { name: "tokens", title: "panel.tokens.title", icon: KeySquare },
  { name: "bans", title: "panel.bans.title", icon: Ban },
  { name: "filters", title: "panel.filters.title", icon: Funnel },
  { name: "settings", title: "panel.settings.title", icon: Settings },
  { name: "jobs", title: "panel.jobs.title", icon: ListChecks },
  { name: "audit", title: "panel.audit.title", icon: ScrollText },
];

/** The pages that are for somebody. */
export function pagesFor(me: Me): PageEntry[] {
  return entries.filter(({ name }) => maySeePage(name, me));
}
