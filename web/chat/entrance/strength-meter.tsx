import { useDeferredValue, useEffect, useState } from "react";
import { classNames } from "../controls/class-names.ts";
import { useText } from "../language/language.ts";

type Estimate = typeof import("./strength.ts").strengthOf;

const segments = [1, 2, 3, 4] as const;
const colours = ["bg-danger", "bg-danger", "bg-new", "bg-accent", "bg-online"] as const;

/**
 * How strong a new password is: a hint, and no condition. Its dictionary is large, and is fetched when somebody
 * types one; where it does not come, there is no hint.
 *
 * @param known What others know of the person.
 */
export function StrengthMeter({ password, known }: { password: string; known: readonly string[] }) {
  const t = useText();
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  const typed = useDeferredValue(password);
  const isTyping = password !== "";
  useEffect(() => {
    if (!isTyping) return;
    import("./strength.ts").then(
      ({ strengthOf }) => setEstimate(() => strengthOf),
      () => {},
    );
  }, [isTyping]);
  const score = typed === "" || estimate === null ? null : estimate(typed, known);
  return (
    // Its place is there before, so that nothing moves.
    <div className="-mt-1 flex h-5 items-center gap-3" aria-live="polite">
      {score !== null && (
        <>
          <span className="flex flex-1 gap-1" aria-hidden>
            {segments.map((segment) => (
              <span
                key={segment}
                className={classNames(
                  "h-1.5 flex-1 rounded-full",
                  segment <= Math.max(score, 1) ? colours[score] : "bg-line-strong",
                )}
              />
            ))}
          </span>
          <span className="text-[0.8125rem] text-ink-soft">{t(`account.strength.${score}`)}</span>
        </>
      )}
    </div>
  );
}
