import type { Translation } from "../../../chat/language/message.ts";
import type { PanelTexts } from "../en/catalogue.ts";
import { audit } from "./audit.ts";
import { frame } from "./frame.ts";
import { list } from "./list.ts";
import { people } from "./people.ts";
import { person } from "./person.ts";
import { session } from "./session.ts";

export const de: Translation<PanelTexts> = {
  ...audit,
  ...frame,
  ...list,
  ...people,
  ...person,
  ...session,
};
