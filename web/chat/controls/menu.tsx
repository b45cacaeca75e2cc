import { Menu as Base } from "@base-ui/react/menu";
import { Check, type LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names.ts";

const popupClass =
  "min-w-52 origin-[var(--transform-origin)] rounded-xl bg-raised p-1.5 text-ink shadow-pop outline-none transition duration-100 data-starting-style:scale-97 data-starting-style:opacity-0";

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  side?: "top" | "bottom";
  align?: "start" | "end";
}

export function Menu({ trigger, children, side = "bottom", align = "end" }: MenuProps) {
  return (
    // It is loaded by the first press on its button, and that press opens it.
    <Base.Root modal={false} defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} className="z-50 outline-none">
          <Base.Popup className={popupClass}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** A place on the screen, in pixels from its top left. */
export interface Point {
  x: number;
  y: number;
}

export interface MenuAtProps {
  point: Point;
  children: ReactNode;
  onClose: () => void;
}

/** A menu that stands where the pointer asked for it. */
export function MenuAt({ point: { x, y }, children, onClose }: MenuAtProps) {
  const anchor = { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
  return (
    <Base.Root
      modal={false}
      defaultOpen
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="start" className="z-50 outline-none">
          <Base.Popup className={popupClass}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const itemClass =
  "tap flex h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-[0.9375rem] outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50";

export interface MenuItemProps {
  icon: LucideIcon;
  children: ReactNode;
  onSelect: () => void;
  danger?: boolean;
  shortcut?: string;
}

export function MenuItem({ icon: Icon, children, onSelect, danger, shortcut }: MenuItemProps) {
  return (
    <Base.Item
      onClick={onSelect}
      className={classNames(
        itemClass,
        danger && "text-danger-text data-highlighted:bg-danger-tint",
      )}
    >
      <Icon size={17} aria-hidden className={danger ? "" : "text-ink-faint"} />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut !== undefined && <kbd className="font-sans text-xs text-ink-faint">{shortcut}</kbd>}
    </Base.Item>
  );
}

export interface MenuCheckProps {
  checked: boolean;
  children: ReactNode;
  onChange: (checked: boolean) => void;
}

/** Something that is on or off; the menu stays open. */
export function MenuCheck({ checked, children, onChange }: MenuCheckProps) {
  return (
    <Base.CheckboxItem checked={checked} onCheckedChange={onChange} className={itemClass}>
      <Check size={17} aria-hidden className={checked ? "text-accent-text" : "invisible"} />
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </Base.CheckboxItem>
  );
}

export interface MenuChoicesProps<Value extends string> {
  /** Said above them. */
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChoose: (value: Value) => void;
}

/** One of several things; the menu stays open. */
export function MenuChoices<Value extends string>(props: MenuChoicesProps<Value>) {
  const { label, value, choices, onChoose } = props;
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs font-semibold text-ink-faint">
        {label}
      </Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={onChoose}>
        {choices.map((choice) => (
          <Base.RadioItem key={choice.value} value={choice.value} className={itemClass}>
            <Check
              size={17}
              aria-hidden
              className={choice.value === value ? "text-accent-text" : "invisible"}
            />
            <span className="min-w-0 flex-1 truncate">{choice.label}</span>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="mx-2.5 my-1.5 h-px bg-line" />;
}
