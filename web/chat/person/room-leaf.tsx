import { classNames } from "../controls/class-names.ts";
import { hashOf } from "./hash.ts";
import { initialOf } from "./initials.ts";

export interface RoomLeafProps {
  id: string;
  name: string;
  className?: string;
}

/** A room's picture: a leaf with its first letter, beside the eggs of people. Decorative. */
export function RoomLeaf({ id, name, className }: RoomLeafProps) {
  const hue = (hashOf(id) % 24) * 15;
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-grid size-9 shrink-0 place-items-center rounded-[60%_16%_60%_16%] bg-[oklch(0.885_0.05_var(--hue))] text-[0.9375rem] leading-none font-bold text-[oklch(0.38_0.075_var(--hue))] select-none in-data-[theme=dark]:bg-[oklch(0.36_0.05_var(--hue))] in-data-[theme=dark]:text-[oklch(0.88_0.06_var(--hue))]",
        className,
      )}
      style={{ ["--hue" as string]: hue }}
    >
      {initialOf(name)}
    </span>
  );
}
