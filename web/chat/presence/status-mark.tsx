import { classNames } from "../controls/class-names.ts";
import { isolated } from "../words/plain.ts";
import { usePresence } from "./use-presence.ts";

/** What somebody says of themselves, beside their name: the emoji, with the words on hover. */
export function StatusMark({ userId, className }: { userId: string; className?: string }) {
  const status = usePresence(userId)?.status;
  if (!status) return null;
  const words = status.text === "" ? undefined : isolated(status.text);
  return (
    <span title={words} className={classNames("shrink-0 text-sm", className)}>
      <span className="emoji" aria-hidden={words !== undefined}>
        {status.emoji ?? "💬"}
      </span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
