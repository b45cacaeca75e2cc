import { audit } from "./audit.ts";
import { chart } from "./chart.ts";
import { frame } from "./frame.ts";
import { list } from "./list.ts";
import { overview } from "./overview.ts";
import { people } from "./people.ts";
import { person } from "./person.ts";
import { room } from "./room.ts";
import { rooms } from "./rooms.ts";
import { session } from "./session.ts";

/** What the administration says in English. Each folder of it has a file. */
export const en = {
  ...audit,
  ...chart,
  ...frame,
  ...list,
  ...overview,
  ...people,
  ...person,
  ...room,
  ...rooms,
  ...session,
};
export type PanelTexts = typeof en;
