import type { KeyboardEvent } from "react";
import type { Text } from "../language/text.tsx";
import { useSetting } from "../settings/use-setting.ts";
import { modKey } from "../shortcuts/keys.ts";

/** Keys on glass have no Shift+Enter: there Enter starts a line, and the button sends. */
const isTouch = matchMedia("(hover: none) and (pointer: coarse)").matches;

/** Whether Enter by itself sends, and which key presses do. */
export function useSendKey(): [
  enterSends: boolean,
  sends: (
    event: Pick<KeyboardEvent, "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">,
  ) => boolean,
] {
  const [chosen] = useSetting("enterSends");
  const enterSends = chosen && !isTouch;
  return [
    enterSends,
    ({ key, shiftKey, altKey, ctrlKey, metaKey }) =>
      key === "Enter" && !shiftKey && !altKey && (enterSends || ctrlKey || metaKey),
  ];
}

/** What is pressed to send. */
export const describeSendKey = (enterSends: boolean, t: Text) =>
  enterSends ? "Enter" : [modKey(t), "Enter"].join("+");
