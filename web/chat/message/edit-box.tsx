import type { Message } from "@roost/protocol/message.ts";
import { checkBody, normalizeBody } from "@roost/protocol/text.ts";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { GrowingTextarea } from "../composer/growing-textarea.tsx";
import { Button } from "../controls/button.tsx";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useMessageActions } from "./message-actions.ts";

/** Takes the place of a message's text while its author changes it. */
export function EditBox({ message }: { message: Message }) {
  const roost = useRoost();
  const actions = useMessageActions();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(message.body);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
    // Setting the caret does not scroll to it.
    element.scrollTop = element.scrollHeight;
  }, []);

  async function save() {
    const body = normalizeBody(text);
    if (busy) return;
    if (body === "") return actions.remove(message);
    if (body === message.body) return actions.stopEditing();
    const problem = checkBody(body);
    if (problem !== null) return setError(problem.detail);
    setBusy(true);
    setError(null);
    try {
      await roost.api.editMessage(message.id, body);
      actions.stopEditing();
    } catch (refused) {
      setError(describeTrouble(refused));
      setBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      actions.stopEditing();
    }
  }

  return (
    <div className="my-1">
      <div className="rounded-xl bg-raised px-3 py-2 shadow-[inset_0_0_0_1px_var(--line-strong)] focus-within:shadow-[inset_0_0_0_2px_var(--focus)]">
        <GrowingTextarea
          ref={field}
          value={text}
          aria-label="Edit message"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="mt-2 flex items-center gap-2">
        <Button size="small" look="primary" busy={busy} onClick={save}>
          Save
        </Button>
        <Button size="small" look="plain" onClick={actions.stopEditing}>
          Cancel
        </Button>
        <span
          role={error === null ? undefined : "alert"}
          className={error === null ? "text-xs text-ink-faint" : "text-sm text-danger-text"}
        >
          {error ?? <span className="pointer-coarse:hidden">Enter saves, Escape cancels</span>}
        </span>
      </div>
    </div>
  );
}
