import { classNames } from "../controls/class-names.ts";
import { hashOf } from "./hash.ts";
import { initialOf } from "./initials.ts";

const sizes = {
  small: "size-7 text-xs",
  normal: "size-9 text-[0.9375rem]",
  large: "size-11 text-lg",
  huge: "size-16 text-2xl",
};

export interface RoomLeafProps {
  id: string;
  name: string;
  size?: keyof typeof sizes;
  className?: string;
}

/** A room's picture: a leaf with its first letter, beside the eggs of people. Decorative. */
export function RoomLeaf({ id, name, size = "normal", className }: RoomLeafProps) {
  const hue = (hashOf(id) % 24) * 15;
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-grid shrink-0 place-items-center rounded-[60%_16%_60%_16%] bg-[oklch(0.885_0.05_var(--hue))] leading-none font-bold text-[oklch(0.38_0.075_var(--hue))] select-none in-data-[theme=dark]:bg-[oklch(0.36_0.05_var(--hue))] in-data-[theme=dark]:text-[oklch(0.88_0.06_var(--hue))]",
        sizes[size],
        className,
      )}
      style={{ ["--hue" as string]: hue }}
    >
      {initialOf(name)}
    </span>
  );
}
