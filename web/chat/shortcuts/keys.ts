import type { Text } from "../language/text.tsx";

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** Whether the main modifier is pressed: that of this kind of machine alone, as fields take the other. */
export const hasModKey = ({ ctrlKey, metaKey }: { ctrlKey: boolean; metaKey: boolean }) =>
  isApple ? metaKey && !ctrlKey : ctrlKey && !metaKey;

/** How the main modifier is written on this machine. */
export const modKey = (t: Text) => (isApple ? "⌘" : t("controls.key.ctrl"));
export const altKey = isApple ? "⌥" : "Alt";
