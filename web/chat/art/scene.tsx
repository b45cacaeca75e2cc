import { classNames } from "../controls/class-names.ts";
import { BirdShape } from "./bird.tsx";

/** Birds that come together on a wire: x on the wire, size, and whether they look to the left. */
const birds = [
  { x: 128, scale: 1.45, left: false },
  { x: 216, scale: 1.1, left: true },
  { x: 352, scale: 1.3, left: false },
  { x: 428, scale: 1, left: true },
  { x: 604, scale: 1.15, left: true },
  { x: 756, scale: 1.05, left: false },
  { x: 832, scale: 1.4, left: true },
] as const;

/** The height of the sagging wire at x. */
const wireAt = (x: number) => 196 + 46 * (1 - ((x - 480) / 520) ** 2);

/** The picture of the entrance: hills, a low sun or moon, birds on a wire. Decorative. */
export function Scene({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 960 420"
      preserveAspectRatio="xMidYMax slice"
      className={classNames("overflow-visible", className)}
      aria-hidden
      focusable="false"
    >
      <circle cx="668" cy="146" r="72" fill="var(--sun)" />
      <path
        d="M-40 330c120-70 210-84 330-48s190 30 300-18 250-50 420 22v160H-40Z"
        fill="var(--hill-far)"
      />
      <path d="M-40 384c150-52 300-44 450-16s330 22 590-30v110H-40Z" fill="var(--hill-near)" />
      <path
        d={`M-40 ${wireAt(-40)}Q480 ${2 * wireAt(480) - wireAt(-40)} 1000 ${wireAt(1000)}`}
        stroke="var(--wire)"
        strokeWidth="2.500"
        fill="none"
      />
      {birds.map(({ x, scale, left }) => (
        <g
          key={x}
          transform={`translate(${x} ${wireAt(x)}) scale(${left ? -scale : scale} ${scale}) translate(-24 -41)`}
        >
          <BirdShape />
        </g>
      ))}
    </svg>
  );
}
