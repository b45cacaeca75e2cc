import { audit } from "./audit.ts";
import { frame } from "./frame.ts";
import { list } from "./list.ts";
import { people } from "./people.ts";
import { person } from "./person.ts";
import { session } from "./session.ts";

/** What the administration says in English. Each folder of it has a file. */
export const en = {
  ...audit,
  ...frame,
  ...list,
  ...people,
  ...person,
  ...session,
};
export type PanelTexts = typeof en;
