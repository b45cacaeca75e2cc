import { Pin } from "lucide-react";
import { useText } from "../language/language.ts";
import { useNameOf } from "../person/use-name-of.ts";
import { useSignedIn } from "../session/session-context.ts";

/** Says over a message that it is pinned, and by whom. */
export function PinnedLine({ byId }: { byId: string }) {
  const t = useText();
  const { me } = useSignedIn();
  const nameOf = useNameOf();
  return (
    <p className="flex h-6 items-center gap-1.5 text-[0.8125rem] text-ink-faint">
      <Pin size={13} className="shrink-0 text-accent" aria-hidden />
      <span className="truncate">
        {byId === me.id
          ? t("message.pinned-by-me")
          : t("message.pinned-by", { name: nameOf(byId) })}
      </span>
    </p>
  );
}
