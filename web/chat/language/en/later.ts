import type { Translation } from "../message.ts";
import { account } from "./account.ts";
import { apiTokens } from "./api-tokens.ts";
import { arrangement } from "./arrangement.ts";
import { bots } from "./bots.ts";
import { completion } from "./completion.ts";
import { createRoom } from "./create-room.ts";
import { dates } from "./dates.ts";
import { deleteMessage } from "./delete-message.ts";
import { directs } from "./directs.ts";
import { drafts } from "./drafts.ts";
import { emoji } from "./emoji.ts";
import { formatting } from "./formatting.ts";
import { forward } from "./forward.ts";
import { history } from "./history.ts";
import { invite } from "./invite.ts";
import { leaving } from "./leaving.ts";
import { membership } from "./membership.ts";
import { mentions } from "./mentions.ts";
import { myData } from "./my-data.ts";
import { otherPerson } from "./other-person.ts";
import { passkeys } from "./passkeys.ts";
import { people } from "./people.ts";
import { pins } from "./pins.ts";
import { profile } from "./profile.ts";
import { provider } from "./provider.ts";
import { reportMessage } from "./report-message.ts";
import { roomDirectory } from "./room-directory.ts";
import { roomSettings } from "./room-settings.ts";
import { sanctions } from "./sanctions.ts";
import { scheduled } from "./scheduled.ts";
import { secondFactor } from "./second-factor.ts";
import { sendLater } from "./send-later.ts";
import { setUp } from "./set-up.ts";
import { settings } from "./settings.ts";
import { shortcuts } from "./shortcuts.ts";
import { signIns } from "./sign-ins.ts";
import { status } from "./status.ts";
import { switcher } from "./switcher.ts";
import { threads } from "./threads.ts";
import { unreads } from "./unreads.ts";
import { views } from "./views.ts";

/** What only parts of the client say that are fetched apart from its first screens. */
export const enLater = {
  ...account,
  ...apiTokens,
  ...arrangement,
  ...bots,
  ...emoji,
  ...completion,
  ...createRoom,
  ...dates,
  ...deleteMessage,
  ...directs,
  ...drafts,
  ...invite,
  ...leaving,
  ...mentions,
  ...formatting,
  ...forward,
  ...history,
  ...membership,
  ...myData,
  ...otherPerson,
  ...passkeys,
  ...people,
  ...pins,
  ...profile,
  ...provider,
  ...roomDirectory,
  ...reportMessage,
  ...roomSettings,
  ...secondFactor,
  ...sendLater,
  ...sanctions,
  ...scheduled,
  ...setUp,
  ...settings,
  ...shortcuts,
  ...signIns,
  ...status,
  ...switcher,
  ...threads,
  ...unreads,
  ...views,
};

/** The same in any language. */
export type LaterTexts = Translation<typeof enLater>;
