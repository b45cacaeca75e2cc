import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from "react";

interface ButtonProps {
  onClick?: () => void;
  onPointerEnter?: () => void;
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
}

export interface MenuButtonProps {
  trigger: ReactElement<ButtonProps>;
  /** Fetches the code of the menu; called when a press is likely. */
  preload: () => void;
  /** The open menu around its trigger. */
  menu: (trigger: ReactElement) => ReactNode;
}

/** A button whose menu is loaded when it is first wanted. */
export function MenuButton({ trigger, preload, menu }: MenuButtonProps) {
  const [wanted, setWanted] = useState(false);
  const button = cloneElement(trigger, {
    onClick: () => setWanted(true),
    onPointerEnter: preload,
    "aria-haspopup": "menu",
    "aria-expanded": wanted,
  });
  if (!wanted) return button;
  return <Suspense fallback={button}>{menu(trigger)}</Suspense>;
}
