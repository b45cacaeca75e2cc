import { Menu as Base } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names.ts";

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
          <Base.Popup className="min-w-52 origin-[var(--transform-origin)] rounded-xl bg-raised p-1.5 text-ink shadow-pop outline-none transition duration-100 data-starting-style:scale-97 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
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

export function MenuSeparator() {
  return <Base.Separator className="mx-2.5 my-1.5 h-px bg-line" />;
}
