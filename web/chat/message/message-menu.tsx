import type { ReactElement } from "react";
import { Menu, MenuAt, MenuItem, type Point } from "../controls/menu.tsx";
import { useText } from "../language/language.ts";
import type { MessageChoice } from "./message-choices.ts";
import { shownKey } from "./shown-key.ts";

export interface MessageMenuProps {
  choices: readonly MessageChoice[];
  /** The button that opens it, or where the pointer asked for it. */
  from: ReactElement | Point;
  onClose?: () => void;
}

/** All that can be done with a message. */
export default function MessageMenu({ choices, from, onClose = () => {} }: MessageMenuProps) {
  const t = useText();
  const items = choices.map(({ icon, label, keys: [key = ""], isDangerous = false, choose }) => (
    <MenuItem
      key={label}
      icon={icon}
      danger={isDangerous}
      shortcut={shownKey(key, t)}
      onSelect={choose}
    >
      {t(label)}
    </MenuItem>
  ));
  if (!("x" in from)) return <Menu trigger={from}>{items}</Menu>;
  return (
    <MenuAt point={from} onClose={onClose}>
      {items}
    </MenuAt>
  );
}
