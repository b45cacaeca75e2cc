import type { Translation } from "../message.ts";
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

/**
 * What the first screens say in English; `later.ts` has the rest. The other languages are translations of
 * both. Each folder of the client has a file.
 */
export const en = {
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

/** What the first screens say, in any language. */
export type FirstTexts = Translation<typeof en>;
