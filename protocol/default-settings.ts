import type { Settings } from "./settings.ts";

/** What is so for who has chosen nothing else. */
export const defaultSettings: Settings = {
  enterSends: true,
  formattingBar: false,
  undoSendSeconds: 0,
};
