import { classNames } from "../controls/class-names.ts";
import { Bird } from "./bird.tsx";

export function Logo({ className }: { className?: string }) {
  return (
    <span className={classNames("inline-flex items-center gap-1.5 text-ink", className)}>
      <Bird className="size-8" />
      <span className="text-[1.3125rem] leading-none font-extrabold tracking-[-0.035em]">
        roost
      </span>
    </span>
  );
}
