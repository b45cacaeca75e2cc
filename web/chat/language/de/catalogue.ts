import type { FirstTexts } from "../en/catalogue.ts";
import { app } from "./app.ts";
import { blocks } from "./blocks.ts";
import { composer } from "./composer.ts";
import { controls } from "./controls.ts";
import { entrance } from "./entrance.ts";
import { fields } from "./fields.ts";
import { loading } from "./loading.ts";
import { markdown } from "./markdown.ts";
import { members } from "./members.ts";
import { message } from "./message.ts";
import { messageList } from "./message-list.ts";
import { panels } from "./panels.ts";
import { person } from "./person.ts";
import { presence } from "./presence.ts";
import { reactions } from "./reactions.ts";
import { receipts } from "./receipts.ts";
import { room } from "./room.ts";
import { roomList } from "./room-list.ts";
import { saved } from "./saved.ts";
import { session } from "./session.ts";
import { shell } from "./shell.ts";
import { typing } from "./typing.ts";

/** What the first screens say in German. The texts say “du”, and call a room “Raum”. */
export const de: FirstTexts = {
  ...app,
  ...blocks,
  ...composer,
  ...controls,
  ...entrance,
  ...loading,
  ...markdown,
  ...members,
  ...message,
  ...messageList,
  ...panels,
  ...person,
  ...presence,
  ...reactions,
  ...receipts,
  ...room,
  ...roomList,
  ...saved,
  ...session,
  ...shell,
  ...typing,
  ...fields,
};
