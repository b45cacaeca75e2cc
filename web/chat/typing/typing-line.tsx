import { useHasBlocked } from "../blocks/use-has-blocked.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

/**
 * Who else types in a room or a thread, under its messages. The line has its height when it is empty, so that nothing
 * moves. It is there to be read, and is not read out: it would interrupt whoever listens, all the time.
 */
export function TypingLine({ roomId, thread }: { roomId: string; thread: number | null }) {
  const t = useText();
  const hasBlocked = useHasBlocked();
  const users = useObservable(useRoost().signals.typing(roomId, thread ?? undefined));
  const [first, second, third] = users.filter(({ id }) => !hasBlocked(id));
  return (
    <div className="h-6 shrink-0">
      {first && (
        <p className="mx-auto flex h-full w-full max-w-[54rem] animate-[appear_200ms_ease-out] items-center gap-2 px-7 text-xs text-ink-faint sm:px-9">
          <Dots />
          <span className="min-w-0 truncate">
            {!second
              ? t("typing.one", { name: first.displayName })
              : third
                ? t("typing.several")
                : t("typing.two", { name: first.displayName, other: second.displayName })}
          </span>
        </p>
      )}
    </div>
  );
}

const delays = ["0ms", "180ms", "360ms"];

function Dots() {
  return (
    <span aria-hidden className="flex gap-0.5">
      {delays.map((delay) => (
        <span
          key={delay}
          className="size-1 animate-[breathe_1.1s_ease-in-out_infinite] rounded-full bg-current"
          style={{ animationDelay: delay }}
        />
      ))}
    </span>
  );
}
