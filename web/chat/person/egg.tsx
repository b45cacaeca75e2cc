import { classNames } from "../controls/class-names.ts";
import { hashOf } from "./hash.ts";
import { initialsOf } from "./initials.ts";

/** The shell and the speckles of eggs that birds really lay. */
const shells = [
  ["#86c5c3", "#1f5560"],
  ["#79b4cf", "#23455c"],
  ["#a8cbb2", "#3d5a48"],
  ["#e6d8bd", "#7a5a38"],
  ["#efd6c2", "#9c5b3c"],
  ["#d7986c", "#5f3019"],
  ["#b9b37f", "#504a22"],
  ["#9fc3e0", "#37506d"],
  ["#cdb48a", "#5b4524"],
  ["#c9c2b2", "#544e42"],
  ["#d89a8b", "#6b2f26"],
  ["#bfb3d3", "#4c4067"],
  ["#f0c98a", "#7d4d1c"],
  ["#94bd9f", "#2c5743"],
  ["#b7cfe6", "#31506e"],
  ["#e2b7ab", "#733a34"],
  ["#d3cf9a", "#5a5620"],
  ["#7fb5ad", "#174d4a"],
] as const;

const sizes = {
  small: "h-7 w-6 text-[0.625rem]",
  normal: "h-[2.375rem] w-[2.0625rem] text-[0.78125rem]",
  large: "h-14 w-12 text-lg",
};

export interface EggProps {
  /** Decides the colour, so that a person keeps it when the name changes. */
  id: string;
  name: string;
  size?: keyof typeof sizes;
  className?: string;
}

/** A person's picture: an egg with their initials. Decorative, the name always stands beside it. */
export function Egg({ id, name, size = "normal", className }: EggProps) {
  const { shell, ink, speckles } = lookOf(id);
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-grid shrink-0 place-items-center overflow-hidden rounded-[50%/60%_60%_40%_40%] pt-[0.35em] leading-none font-bold tracking-tight select-none",
        sizes[size],
        className,
      )}
      style={{ backgroundColor: shell, backgroundImage: speckles, color: ink }}
    >
      {initialsOf(name)}
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
  const [shell, spot] = shells[hash % shells.length] ?? shells[0];
  const look = {
    shell,
    ink: `color-mix(in oklab, ${spot}, #000 38%)`,
    speckles: specklesOf(hash, spot),
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
    return `radial-gradient(circle at ${x}% ${y}%, ${spot}59 ${radius}%, transparent calc(${radius}% + 0.6px))`;
  });
  const light = "radial-gradient(ellipse at 34% 20%, #ffffff80, transparent 55%)";
  return [light, ...dots].join(", ");
}
