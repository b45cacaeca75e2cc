import { useState } from "react";
import { classNames } from "../controls/class-names.ts";
import { hashOf } from "./hash.ts";
import { initialsOf } from "./initials.ts";

const hues = 24;

/** Lightness and chroma of shells: pale, clear and deep. Dark ink is readable on each of them. */
const tones = [
  [0.9, 0.05],
  [0.83, 0.085],
  [0.75, 0.1],
] as const;

const sizes = {
  tiny: "h-5 w-[1.125rem] text-[0.5rem]",
  small: "h-7 w-6 text-[0.625rem]",
  normal: "h-[2.375rem] w-[2.0625rem] text-[0.78125rem]",
  large: "h-14 w-12 text-lg",
};

export interface EggProps {
  /** Decides the colour, so that a person keeps it when the name changes. */
  id: string;
  name: string;
  /** The hash of their picture, which takes the place of the initials. */
  picture?: string | undefined;
  size?: keyof typeof sizes;
  className?: string;
}

/** A person's picture: an egg with what they chose, or with their initials. Decorative, the name always stands beside it. */
export function Egg({ id, name, picture, size = "normal", className }: EggProps) {
  const [broken, setBroken] = useState<string>();
  const isBroken = broken === picture;
  const { shell, ink, speckles } = lookOf(id);
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-grid shrink-0 place-items-center overflow-hidden rounded-[50%/60%_60%_40%_40%] leading-none font-bold tracking-tight select-none",
        sizes[size],
        className,
      )}
      style={{ backgroundColor: shell, backgroundImage: speckles, color: ink }}
    >
      {picture === undefined || isBroken ? (
        <span className="pt-[0.35em]">{initialsOf(name)}</span>
      ) : (
        <img
          src={`/api/users/${id}/pictures/${picture}`}
          alt=""
          draggable={false}
          onError={() => setBroken(picture)}
          className="size-full object-cover"
        />
      )}
    </span>
  );
}

interface Look {
  shell: string;
  ink: string;
  speckles: string;
}

const looks = new Map<string, Look>();

function lookOf(id: string): Look {
  const known = looks.get(id);
  if (known !== undefined) return known;
  const hash = hashOf(id);
  const hue = (hash % hues) * (360 / hues);
  const [lightness, chroma] = tones[Math.floor(hash / hues) % tones.length] ?? tones[0];
  const look = {
    shell: `oklch(${lightness} ${chroma} ${hue})`,
    ink: `oklch(0.3 0.06 ${hue})`,
    speckles: specklesOf(hash, `oklch(0.42 0.07 ${hue} / 0.35)`),
  };
  looks.set(id, look);
  return look;
}

/** Seven dots, more of them towards the blunt end, and a little light from above. */
function specklesOf(seed: number, spot: string): string {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const dots = Array.from({ length: 7 }, () => {
    const x = Math.round(8 + next() * 84);
    const y = Math.round(100 - next() ** 1.5 * 88);
    const radius = (2.2 + next() * 4).toFixed(1);
    return `radial-gradient(circle at ${x}% ${y}%, ${spot} ${radius}%, transparent calc(${radius}% + 0.6px))`;
  });
  const light = "radial-gradient(ellipse at 34% 20%, #ffffff80, transparent 55%)";
  return [light, ...dots].join(", ");
}
