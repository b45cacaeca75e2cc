import { CornerDownLeft } from "lucide-react";
import { attentionOf } from "../arrangement/attention.ts";
import { classNames } from "../controls/class-names.ts";
import { useText } from "../language/language.ts";
import { Egg } from "../person/egg.tsx";
import { RoomFace } from "../person/room-face.tsx";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { Words } from "../words/words.tsx";
import type { Entry } from "./entries.ts";

export interface EntryRowProps {
  id: string;
  entry: Entry;
  active: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

/** A line of a list under a combobox, which has the keys. */
export function EntryRow({ id, entry, active, onPoint, onChoose }: EntryRowProps) {
  const t = useText();
  const { room, user } = entry;
  const muted = useObservable(useRoost().list.muted);
  const waiting = room === null ? 0 : attentionOf(room, muted.has(room.id));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox over the list.
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus.
    <div
      id={id}
      role="option"
      aria-selected={active}
      onPointerMove={onPoint}
      onClick={onChoose}
      className={classNames(
        "tap flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-2.5",
        active && "bg-selected",
      )}
    >
      <span className="grid size-7 shrink-0 place-items-center text-ink-soft">
        {entry.icon !== null && <entry.icon size={18} aria-hidden />}
        {user !== null && (
          <Egg id={user.id} name={user.displayName} picture={user.picture} size="small" />
        )}
        {room !== null && <RoomFace room={room} size="small" />}
      </span>
      <span className="min-w-0 flex-1 truncate text-[0.9375rem]">
        <Words className={waiting > 0 ? "font-bold" : ""}>{entry.title}</Words>
        {room !== null && room.topic !== "" && (
          <Words className="ms-2.5 text-[0.8125rem] text-ink-faint">{room.topic}</Words>
        )}
        {user !== null && (
          <span className="ms-2.5 text-[0.8125rem] text-ink-faint">@{user.username}</span>
        )}
      </span>
      {waiting > 0 && (
        <span className="text-xs font-bold text-new-text tabular-nums">
          {t("switcher.new", { count: waiting })}
        </span>
      )}
      {active && <CornerDownLeft size={15} className="text-ink-faint" aria-hidden />}
    </div>
  );
}
