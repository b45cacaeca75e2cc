import { limits } from "@roost/protocol/limits.ts";
import { checkBody, normalizeBody } from "@roost/protocol/text.ts";
import type { RoomView } from "@roost/sdk";
import { ArrowUp } from "lucide-react";
import { type KeyboardEvent, type RefObject, useMemo, useState } from "react";
import { classNames } from "../controls/class-names.ts";
import { useSignedIn } from "../session/session-context.ts";
import { draftsOf } from "./drafts.ts";
import { GrowingTextarea } from "./growing-textarea.tsx";

/** Keys on glass have no Shift+Enter: there Enter starts a line, and the button sends. */
const isTouch = matchMedia("(hover: none) and (pointer: coarse)").matches;

/** The counter appears when this few characters are left. */
const COUNT_FROM = 1_000;

export interface ComposerProps {
  room: RoomView;
  field: RefObject<HTMLTextAreaElement | null>;
  /** ArrowUp in the empty field. */
  onEditLast: () => void;
}

/** Writes messages. Mounted anew for each room, with the room's draft. */
export function Composer({ room, field, onEditLast }: ComposerProps) {
  const { roost, me } = useSignedIn();
  const drafts = useMemo(() => draftsOf(me.id, localStorage), [me.id]);
  const [text, setText] = useState(() => drafts.get(room.id));
  const [error, setError] = useState<string | null>(null);

  const body = normalizeBody(text);
  const problem = body === "" ? null : checkBody(body);
  const left = limits.messageBodyCharacters - countOf(body);
  const sendable = body !== "" && problem === null;

  function change(next: string) {
    setText(next);
    setError(null);
    drafts.set(room.id, next);
  }

  function send() {
    if (body === "") return;
    if (problem !== null) return setError(problem.detail);
    try {
      roost.send(room.id, body);
    } catch (refusal) {
      return setError(
        `This could not be sent: ${refusal instanceof Error ? refusal.message : refusal}`,
      );
    }
    change("");
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // While an input method composes, Enter and the arrows belong to it.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !isTouch) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && text === "" && !event.altKey) {
      event.preventDefault();
      onEditLast();
    } else if (event.key === "Escape") {
      event.currentTarget.blur();
    }
  }

  return (
    <div className="mx-auto w-full max-w-[54rem] px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-5">
      <div className="flex items-end gap-1.5 rounded-2xl bg-raised py-1.5 ps-4 pe-1.5 shadow-[inset_0_0_0_1px_var(--line-strong)] transition-shadow focus-within:shadow-[inset_0_0_0_1.5px_var(--focus)]">
        <GrowingTextarea
          ref={field}
          data-composer=""
          value={text}
          aria-label={`Message ${room.name}`}
          placeholder={`Message ${room.name}`}
          aria-invalid={problem === null ? undefined : true}
          aria-describedby="composer-note"
          enterKeyHint={isTouch ? "enter" : "send"}
          autoCapitalize="sentences"
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          className="min-w-0 flex-1 self-center py-1.5"
        />
        <button
          type="button"
          aria-label="Send"
          title="Send (Enter)"
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
      <p
        id="composer-note"
        className="flex min-h-5 pointer-coarse:min-h-1 justify-between gap-4 px-4 pt-1 text-xs text-ink-faint"
      >
        <span
          role={error === null ? undefined : "alert"}
          className={error ? "text-danger-text" : "pointer-coarse:hidden"}
        >
          {error ??
            (body !== "" && <span aria-hidden>Enter sends · Shift+Enter starts a line</span>)}
        </span>
        {left <= COUNT_FROM && (
          <span
            className={classNames("tabular-nums", left < 0 && "font-semibold text-danger-text")}
          >
            {left < 0
              ? `${(-left).toLocaleString("en")} characters too many`
              : `${left.toLocaleString("en")} left`}
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
