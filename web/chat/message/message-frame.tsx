import type { ReactNode } from "react";
import { classNames } from "../controls/class-names.ts";
import { Egg } from "../person/egg.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { formatClock, formatFull } from "../time/format.ts";

export interface MessageFrameProps {
  authorId: string;
  at: string;
  head: boolean;
  /** Beside the name, such as "edited". */
  children: ReactNode;
}

/** The place of a message in its group: the egg and the name once, then only the margin's time. */
export function MessageFrame({ authorId, at, head, children }: MessageFrameProps) {
  const { roost, me } = useSignedIn();
  const user = roost.user(authorId);
  const name = user?.displayName ?? "Somebody";
  if (!head) {
    return (
      <>
        <time
          dateTime={at}
          title={formatFull(at)}
          className="col-start-1 justify-self-end pt-[0.3rem] text-[0.6875rem] whitespace-nowrap text-ink-faint opacity-0 group-hover/row:opacity-100 group-focus-visible/row:opacity-100"
        >
          {formatClock(at)}
        </time>
        <div className="col-start-2 min-w-0">{children}</div>
      </>
    );
  }
  return (
    <>
      <Egg id={authorId} name={name} className="col-start-1 mt-0.5" />
      <div className="col-start-2 min-w-0">
        <div className="flex items-baseline gap-2 leading-tight">
          <span
            className={classNames(
              "truncate font-[650]",
              authorId === me.id ? "text-accent-text" : "text-ink",
            )}
            title={user && `@${user.username}`}
          >
            {name}
          </span>
          <time dateTime={at} title={formatFull(at)} className="shrink-0 text-xs text-ink-faint">
            {formatClock(at)}
          </time>
        </div>
        <div className="mt-0.5">{children}</div>
      </div>
    </>
  );
}
