import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";

/** What a person chose for all their devices, each by its name. What was not chosen is as in `defaultSettings`. */
export const Settings = Type.Object({
  enterSends: Type.Boolean({
    description: "Enter sends a message; else it starts a line, and Ctrl or ⌘ with it sends.",
  }),
  formattingBar: Type.Boolean({ description: "Fields for messages show a bar with formats." }),
  undoSendSeconds: Type.Integer({
    minimum: 0,
    maximum: limits.undoSendSeconds,
    description:
      "How long a sent message stays on its device, where it can be taken back; 0: not at all.",
  }),
});
export type Settings = Static<typeof Settings>;
export type SettingName = keyof Settings;

/** What any setting may be. */
export const SettingValue = Type.Union([Type.Boolean(), Type.Integer()]);

export const SetSetting = Type.Object({ value: SettingValue });
export type SetSetting = Static<typeof SetSetting>;
