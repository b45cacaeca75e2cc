import type { ReactNode } from "react";
import { classNames } from "../controls/class-names.ts";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { BotMark } from "../person/bot-mark.tsx";
import { Egg } from "../person/egg.tsx";
import { useSignedIn } from "../session/session-context.ts";
import { formatClock, formatFull } from "../time/format.ts";
import { Words } from "../words/words.tsx";

export interface MessageFrameProps {
  authorId: string;
  at: string;
  head: boolean;
  /** Beside the name, such as "edited". */
  children: ReactNode;
}

/** The place of a message in its group: the egg and the name once, then only the margin's time. */
export function MessageFrame({ authorId, at, head, children }: MessageFrameProps) {
  const t = useText();
  const { roost, me } = useSignedIn();
  const user = roost.user(authorId);
  const openDialog = useOpenDialog();
  const openProfile = () => openDialog({ name: "profile", userId: authorId });
  const name = user?.displayName ?? t("person.somebody");
  if (!head) {
    return (
      <>
        <time
          dateTime={at}
          title={formatFull(at, t)}
          className="col-start-1 justify-self-end pt-[0.3rem] text-[0.6875rem] whitespace-nowrap text-ink-faint opacity-0 group-hover/row:opacity-100 group-focus-visible/row:opacity-100"
        >
          {formatClock(at, t)}
        </time>
        <div className="col-start-2 min-w-0">{children}</div>
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        onClick={openProfile}
        className="tap col-start-1 mt-0.5 self-start justify-self-start rounded-full"
      >
        <Egg id={authorId} name={name} picture={user?.picture} />
      </button>
      <div className="col-start-2 min-w-0">
        <div className="flex items-baseline gap-2 leading-tight">
          <button
            type="button"
            tabIndex={-1}
            onClick={openProfile}
            className={classNames(
              "tap min-w-0 truncate text-start font-[650] hover:underline",
              authorId === me.id ? "text-accent-text" : "text-ink",
            )}
          >
            <Words title={user && `@${user.username}`}>{name}</Words>
          </button>
          <BotMark user={user} />
          <time dateTime={at} title={formatFull(at, t)} className="shrink-0 text-xs text-ink-faint">
            {formatClock(at, t)}
          </time>
        </div>
        <div className="mt-0.5">{children}</div>
      </div>
    </>
  );
}
