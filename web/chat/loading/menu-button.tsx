import {
  cloneElement,
  type ReactElement,
  type ReactNode,
  type Ref,
  Suspense,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { KeyCatcher } from "../keys/key-catcher.tsx";
import { Region } from "./region.tsx";

interface ButtonProps {
  ref?: Ref<HTMLButtonElement>;
  onClick?: () => void;
  "aria-haspopup"?: "menu" | "dialog";
  "aria-expanded"?: boolean;
}

export interface MenuButtonProps {
  trigger: ReactElement<ButtonProps>;
  /** What it opens around its trigger, already open. */
  menu: (trigger: ReactElement) => ReactNode;
  /** What that is. */
  opens?: "menu" | "dialog";
}

/** A button that opens a part: keys belong to that as soon as the button is pressed. */
export function MenuButton({ trigger, menu, opens = "menu" }: MenuButtonProps) {
  const [state, setState] = useState<"unused" | "coming" | "there">("unused");
  const focusable = useRef<HTMLButtonElement>(null);
  const button = cloneElement(trigger, {
    ref: focusable,
    onClick: () => setState("coming"),
    "aria-haspopup": opens,
    "aria-expanded": state === "coming",
  });
  if (state === "unused") return button;
  function giveUp() {
    flushSync(() => setState("unused"));
    focusable.current?.focus();
  }
  return (
    <>
      {state === "coming" && (
        <KeyCatcher into={`[role=${opens}]`} onGiveUp={giveUp} onDone={() => setState("there")} />
      )}
      <Region onClose={giveUp}>
        <Suspense fallback={button}>{menu(trigger)}</Suspense>
      </Region>
    </>
  );
}
