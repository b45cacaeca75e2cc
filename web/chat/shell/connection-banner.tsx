import { CloudOff, Hourglass, type LucideIcon, ServerOff } from "lucide-react";
import { classNames } from "../controls/class-names.ts";
import { useText } from "../language/language.ts";
import type { FixedKey } from "../language/text.tsx";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { type Trouble, troubleOf } from "./trouble.ts";
import { useCalm } from "./use-calm.ts";

/** `more` is for screens with the space for it. */
const notices: Record<Trouble, { icon: LucideIcon; text: FixedKey; more?: FixedKey }> = {
  offline: {
    icon: CloudOff,
    text: "shell.offline",
    more: "shell.offline.more",
  },
  database: { icon: ServerOff, text: "shell.database" },
  bus: { icon: Hourglass, text: "shell.bus" },
};

/** Says, after a while, what keeps messages from coming and going. Nothing when all is well. */
export function ConnectionBanner() {
  const t = useText();
  const roost = useRoost();
  const status = useObservable(roost.status);
  const { shown, open } = useCalm(troubleOf(status, useObservable(roost.health)));
  return (
    <div
      role="status"
      className={classNames(
        "grid transition-[grid-template-rows] duration-200 motion-reduce:transition-none",
        open ? "grid-rows-[1fr]" : "grid-rows-[0fr]",
      )}
    >
      <div className="min-h-0 overflow-hidden">
        {shown !== null && (
          <div className="flex items-center justify-center gap-3 border-b border-line bg-sunken px-4 pt-[max(0.375rem,env(safe-area-inset-top))] pb-1.5 text-[0.8125rem] text-ink-soft">
            <TroubleNotice trouble={shown} />
            {shown === "offline" && status.state === "waiting" && (
              <button
                type="button"
                onClick={() => roost.connect().catch(() => {})}
                className="tap shrink-0 rounded px-1 font-semibold text-accent-text underline underline-offset-2"
              >
                {t("shell.try-now")}
              </button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function TroubleNotice({ trouble }: { trouble: Trouble }) {
  const t = useText();
  const { icon: Icon, text, more } = notices[trouble];
  return (
    <>
      <Icon size={15} className="shrink-0" aria-hidden />
      <span className="text-balance">
        {t(text)}
        {more !== undefined && <span className="max-sm:hidden"> {t(more)}</span>}
      </span>
    </>
  );
}
