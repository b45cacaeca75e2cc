const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** How the main modifier is written on this machine. */
export const modKey = isApple ? "⌘" : "Ctrl";
export const altKey = isApple ? "⌥" : "Alt";
