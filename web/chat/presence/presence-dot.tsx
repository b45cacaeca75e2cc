import { classNames } from "../controls/class-names.ts";
import { useText } from "../language/language.ts";
import { usePresence } from "./use-presence.ts";

const looks = {
  online: "bg-online",
  away: "bg-canvas shadow-[inset_0_0_0_2.5px_var(--ink-faint)]",
  quiet: "grid place-items-center bg-danger",
};

/**
 * At the corner of a face, inside of something `relative`: full where somebody is there, hollow where they
 * are away, barred where they do not want to be disturbed. Nothing where they are not there, or hide it.
 */
export function PresenceDot({ userId }: { userId: string }) {
  const t = useText();
  const presence = usePresence(userId);
  const state = presence?.state ?? "offline";
  const isQuiet = presence?.doNotDisturbUntil !== undefined;
  if (state === "offline") return null;
  return (
    <span
      className={classNames(
        "absolute -end-0.5 -bottom-0.5 size-3 rounded-full outline-2 outline-canvas",
        looks[isQuiet ? "quiet" : state],
      )}
    >
      {isQuiet && <span aria-hidden className="h-0.5 w-1.5 rounded-full bg-on-danger" />}
      <span className="sr-only">
        {isQuiet
          ? t("presence.quiet")
          : t(state === "online" ? "presence.online" : "presence.away")}
      </span>
    </span>
  );
}
