import { mentionedNames } from "@roost/markdown/mentions.ts";
import { limits } from "@roost/protocol/limits.ts";
import { everybody, mayMentionAll } from "@roost/protocol/mentions.ts";
import { isAtLeast } from "@roost/protocol/permissions.ts";
import { checkBody, normalizeBody } from "@roost/protocol/text.ts";
import type { RoomView } from "@roost/sdk";
import { ArrowUp, CalendarClock, Smile } from "lucide-react";
import { type KeyboardEvent, type RefObject, Suspense, useId, useRef, useState } from "react";
import { replaceText } from "../completion/replace-text.ts";
import { classNames } from "../controls/class-names.ts";
import { IconButton } from "../controls/icon-button.tsx";
import { showToast } from "../controls/toast.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { describeProblem } from "../fields/text-problem.ts";
import { useText } from "../language/language.ts";
import { MenuButton } from "../loading/menu-button.tsx";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";
import { useTitle } from "../person/use-title.ts";
import { useRoost } from "../session/session-context.ts";
import { timelineOf } from "../session/timeline-of.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useObservable } from "../session/use-observable.ts";
import { useSetting } from "../settings/use-setting.ts";
import { hasModKey } from "../shortcuts/keys.ts";
import { formatUntil } from "../time/format.ts";
import { BarButton } from "./bar-button.tsx";
import { draftPlace } from "./draft-place.ts";
import { MarkdownField } from "./markdown-field.tsx";
import { useDraft } from "./use-draft.ts";
import { useOutsiders } from "./use-outsiders.ts";
import { usePause } from "./use-pause.ts";
import type { Reply } from "./use-reply.ts";
import { describeSendKey, useSendKey } from "./use-send-key.ts";

const InviteOffer = part(() => import("./invite-offer.tsx"));
const ScheduledNote = part(() => import("./scheduled-note.tsx"));
const PauseNote = part(() => import("./pause-note.tsx"));
const SlowedNote = part(() => import("./slowed-note.tsx"));
const LaterMenu = part(() => import("../send-later/later-menu.tsx"));
const ReplyBar = part(() => import("./reply-bar.tsx"));
const EmojiPicker = part(() => import("../emoji/picker.tsx"));

/** The counter appears when this few characters are left. */
const COUNT_FROM = 1_000;

/** Mentioning everybody asks first where more people than these are told. */
const ASK_ABOVE_MEMBERS = 20;

export interface ComposerProps {
  room: RoomView;
  /** The root of the thread that it writes into; null for the timeline of the room. */
  thread: number | null;
  field: RefObject<HTMLTextAreaElement | null>;
  reply: Reply;
  /** Whether what is written in a thread is sent into its room, too. */
  alsoInRoom: boolean;
  onAlsoInRoom: (isIn: boolean) => void;
  /** ArrowUp in the empty field. */
  onEditLast: () => void;
  /** Ctrl+Z in the empty field, where nothing was typed since the last message. False where there was nothing to take back. */
  onUndo: () => boolean;
}

/** Writes messages. Mounted anew for each room and thread, with its draft. */
export function Composer(props: ComposerProps) {
  const { room, thread, field, reply, alsoInRoom, onAlsoInRoom, onEditLast, onUndo } = props;
  const t = useText();
  const title = useTitle(room);
  const roost = useRoost();
  const [text, setText] = useDraft(draftPlace(room.id, thread));
  /** Something was typed since the last message was sent: that is what Ctrl+Z undoes. */
  const isEdited = useRef(false);
  /** The server is asked to send it later: until it has said so, nothing is written. */
  const [scheduling, setScheduling] = useState(false);
  const noteId = useId();
  const [error, setError] = useState<string | null>(null);
  const openDialog = useOpenDialog();
  const outside = useOutsiders(room);
  const [enterSends, sends] = useSendKey();
  const [undoSeconds] = useSetting("undoSendSeconds");

  const label =
    thread === null ? t("composer.placeholder", { room: title }) : t("composer.in-thread");
  const body = normalizeBody(text);
  const problem = body === "" ? null : checkBody(body);
  const left = limits.messageBodyCharacters - countOf(body);
  const pause = usePause(room, thread);
  const slowedSince = useObservable(roost.slowedSince);
  const sendable = body !== "" && problem === null && pause === null && !scheduling;

  function change(next: string) {
    setText(next);
    setError(null);
  }

  function cancelReply() {
    reply.end();
    field.current?.focus();
  }

  function insert(emoji: string) {
    const element = field.current;
    if (element) replaceText(element, element.selectionStart, element.selectionEnd, emoji);
  }

  function send() {
    if (pause === null && !scheduling) ask(sendNow);
  }

  /** Goes on where the text can be sent, and everybody whom it tells is meant. */
  function ask(goOn: () => void) {
    if (body === "") return;
    if (problem !== null) return setError(describeProblem(problem, t));
    const count = room.memberCount;
    const tellsAll = mayMentionAll(room) && mentionedNames(body).includes(everybody);
    if (count > ASK_ABOVE_MEMBERS && tellsAll) {
      openDialog({ name: "mention-room", count, onSend: goOn });
    } else goOn();
  }

  const standing = {
    ...(reply.to !== null && { replyTo: reply.to }),
    ...(thread !== null && { threadNumber: thread, alsoInRoom }),
  };

  function sendNow() {
    try {
      const holdMs = undoSeconds * 1_000;
      outside.sent(roost.send(room.id, body, { ...standing, holdMs }));
    } catch (refusal) {
      return setError(t("composer.refused", { reason: describeTrouble(refusal, t) }));
    }
    clear();
  }

  async function sendLater(at: Date) {
    if (scheduling) return;
    setScheduling(true);
    try {
      await roost.scheduled.add(room.id, body, at, standing);
      clear();
      const when = formatUntil(at.toISOString(), new Date(), t);
      showToast(t("composer.scheduled", { when }));
    } catch (refusal) {
      setError(t("composer.refused", { reason: describeTrouble(refusal, t) }));
    }
    setScheduling(false);
  }

  function clear() {
    change("");
    isEdited.current = false;
    onAlsoInRoom(false);
    reply.end();
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (sends(event)) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && text === "" && !event.altKey) {
      event.preventDefault();
      onEditLast();
    } else if (event.key === "z" && hasModKey(event) && text === "" && !isEdited.current) {
      if (onUndo()) event.preventDefault();
    } else if (event.key === "Escape") {
      if (reply.to === null) event.currentTarget.blur();
      else reply.end();
    }
  }

  return (
    <div className="mx-auto w-full max-w-[54rem] px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-5">
      <Region>
        <Suspense>
          <ScheduledNote roomId={room.id} thread={thread} />
          {outside.outsiders.length > 0 && (
            <InviteOffer room={room} people={outside.outsiders} onClose={outside.dismiss} />
          )}
          {room.slowSeconds !== undefined && !isAtLeast(room.role, "moderator") && (
            <PauseNote slowSeconds={room.slowSeconds} seconds={pause} />
          )}
          {slowedSince !== null && <SlowedNote since={slowedSince} />}
          {reply.to !== null && (
            <ReplyBar
              timeline={timelineOf(roost, room, thread)}
              number={reply.to}
              onCancel={cancelReply}
            />
          )}
        </Suspense>
      </Region>
      <div className="relative flex items-end gap-1.5 rounded-2xl bg-raised py-1.5 ps-4 pe-1.5 shadow-[inset_0_0_0_1px_var(--line-strong)] transition-shadow focus-within:shadow-[inset_0_0_0_1.5px_var(--focus)]">
        <MarkdownField
          roomId={room.id}
          field={field}
          data-composer=""
          readOnly={scheduling}
          value={text}
          aria-label={label}
          placeholder={label}
          aria-invalid={problem === null ? undefined : true}
          aria-describedby={noteId}
          enterKeyHint={enterSends ? "send" : "enter"}
          autoCapitalize="sentences"
          onChange={(next) => {
            change(next);
            isEdited.current = true;
            if (next.trim() !== "") roost.signals.tellTyping(room.id, thread ?? undefined);
          }}
          onKeyDown={onKeyDown}
          className="min-w-0 flex-1 self-center py-1.5"
        />
        <BarButton />
        <MenuButton
          opens="dialog"
          trigger={
            <IconButton icon={Smile} label={t("composer.emoji")} className="max-sm:hidden" />
          }
          menu={(trigger) => <EmojiPicker trigger={trigger} finalFocus={field} onChoose={insert} />}
        />
        {body !== "" && (
          <MenuButton
            trigger={<IconButton icon={CalendarClock} label={t("composer.later")} />}
            menu={(trigger) => (
              <LaterMenu trigger={trigger} onChoose={(at) => ask(() => sendLater(at))} />
            )}
          />
        )}
        <button
          type="button"
          aria-label={t("composer.send")}
          title={`${t("composer.send")} (${describeSendKey(enterSends, t)})`}
          disabled={!sendable}
          // The field keeps the focus, so that a phone's keyboard stays up.
          onPointerDown={(event) => event.preventDefault()}
          onClick={send}
          className={classNames(
            "tap grid size-9 shrink-0 place-items-center rounded-xl transition-colors",
            sendable ? "bg-accent text-on-accent hover:bg-accent-hover" : "text-ink-faint",
          )}
        >
          <ArrowUp size={20} strokeWidth={2.3} aria-hidden />
        </button>
      </div>
      {thread !== null && (
        <label className="flex min-h-8 w-fit max-w-full items-center gap-2 px-4 pt-1 text-[0.8125rem] text-ink-soft">
          <input
            type="checkbox"
            checked={alsoInRoom}
            onChange={(event) => onAlsoInRoom(event.target.checked)}
            className="size-4 shrink-0 accent-(--accent)"
          />
          <span className="truncate">{t("composer.also-in-room", { room: title })}</span>
        </label>
      )}
      <p
        id={noteId}
        className="flex min-h-5 pointer-coarse:min-h-1 justify-between gap-4 px-4 pt-1 text-xs text-ink-faint"
      >
        <span
          role={error === null ? undefined : "alert"}
          className={error ? "text-danger-text" : "pointer-coarse:hidden"}
        >
          {error ??
            (body !== "" && (
              <span aria-hidden>
                {t("composer.keys", {
                  send: describeSendKey(enterSends, t),
                  line: enterSends ? t("composer.keys.shift-enter") : "Enter",
                })}
              </span>
            ))}
        </span>
        {left <= COUNT_FROM && (
          <span
            className={classNames("tabular-nums", left < 0 && "font-semibold text-danger-text")}
          >
            {left < 0
              ? t("composer.too-many", { count: -left })
              : t("composer.left", { count: left })}
          </span>
        )}
      </p>
    </div>
  );
}

/** Code points; exact only where it is shown. */
function countOf(body: string): number {
  if (body.length < limits.messageBodyCharacters - COUNT_FROM) return body.length;
  return [...body].length;
}
