import { audit } from "./audit.ts";
import { bans } from "./bans.ts";
import { bot } from "./bot.ts";
import { bots } from "./bots.ts";
import { chart } from "./chart.ts";
import { emoji } from "./emoji.ts";
import { filters } from "./filters.ts";
import { frame } from "./frame.ts";
import { invites } from "./invites.ts";
import { jobs } from "./jobs.ts";
import { list } from "./list.ts";
import { messages } from "./messages.ts";
import { overview } from "./overview.ts";
import { people } from "./people.ts";
import { person } from "./person.ts";
import { registrations } from "./registrations.ts";
import { reports } from "./reports.ts";
import { retention } from "./retention.ts";
import { roles } from "./roles.ts";
import { room } from "./room.ts";
import { roomChoice } from "./room-choice.ts";
import { rooms } from "./rooms.ts";
import { session } from "./session.ts";
import { settings } from "./settings.ts";
import { tokens } from "./tokens.ts";

/** What the administration says in English. Each folder of it has a file. */
export const en = {
  ...audit,
  ...bans,
  ...bot,
  ...bots,
  ...chart,
  ...emoji,
  ...filters,
  ...frame,
  ...invites,
  ...jobs,
  ...list,
  ...messages,
  ...overview,
  ...people,
  ...person,
  ...registrations,
  ...reports,
  ...retention,
  ...roles,
  ...room,
  ...roomChoice,
  ...rooms,
  ...session,
  ...settings,
  ...tokens,
};
export type PanelTexts = typeof en;
