import { MenuButton, type MenuButtonProps } from "../loading/menu-button.tsx";
import { part } from "../loading/part.tsx";

const EmojiPicker = part(() => import("../emoji/picker.tsx"));

export interface ReactButtonProps {
  trigger: MenuButtonProps["trigger"];
  onChoose: (emoji: string) => void;
}

/** Opens all emoji. */
export function ReactButton({ trigger, onChoose }: ReactButtonProps) {
  return (
    <MenuButton
      opens="dialog"
      trigger={trigger}
      menu={(button) => <EmojiPicker trigger={button} onChoose={onChoose} />}
    />
  );
}
