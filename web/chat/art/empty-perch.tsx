import type { ReactNode } from "react";
import { classNames } from "../controls/class-names.ts";
import { BirdShape } from "./bird.tsx";

export interface EmptyPerchProps {
  title: string;
  children?: ReactNode;
  /** What to do about it. */
  actions?: ReactNode;
  /** How many birds sit there: none where something is missing. */
  birds?: 0 | 1 | 2;
  asleep?: boolean;
  className?: string;
  /** Makes the title `${id}-title` and the text `${id}-text`, for what is named by them. */
  id?: string;
}

/** An empty or failed state: a twig, maybe with birds, a sentence, and the way out. */
export function EmptyPerch({
  title,
  children,
  actions,
  birds = 1,
  asleep,
  className,
  id,
}: EmptyPerchProps) {
  const sleep = asleep === undefined ? {} : { asleep };
  return (
    <div
      className={classNames(
        "m-auto flex max-w-sm flex-col items-center px-6 py-10 text-center",
        className,
      )}
    >
      <svg viewBox="0 0 200 74" className="mb-5 h-20 w-52" aria-hidden focusable="false">
        <path
          d="M8 62c40 5 70 4 108 1s56-2 78-8"
          stroke="var(--wire)"
          strokeWidth="3"
          strokeLinecap="round"
          fill="none"
        />
        <path
          d="M150 60c8-8 12-10 20-11"
          stroke="var(--wire)"
          strokeWidth="2"
          strokeLinecap="round"
          fill="none"
        />
        <path d="M170 49c2-8 9-11 16-10 0 7-7 12-16 10Z" fill="var(--leaf)" />
        <path d="M30 64c-2-8 2-14 8-16 3 6 0 13-8 16Z" fill="var(--leaf)" />
        {birds > 0 && (
          <g transform="translate(72 16.500) scale(1.150)">
            <BirdShape {...sleep} />
          </g>
        )}
        {birds > 1 && (
          <g transform="translate(66 27) scale(-0.880 0.880)">
            <BirdShape {...sleep} />
          </g>
        )}
      </svg>
      <h2 id={id && `${id}-title`} className="text-lg font-bold tracking-tight text-ink">
        {title}
      </h2>
      {children !== undefined && (
        <div
          id={id && `${id}-text`}
          className="mt-1.5 text-[0.9375rem] leading-relaxed text-pretty text-ink-soft"
        >
          {children}
        </div>
      )}
      {actions !== undefined && (
        <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>
      )}
    </div>
  );
}
