import type { Message } from "@roost/protocol/message.ts";
import { checkBody, normalizeBody } from "@roost/protocol/text.ts";
import type { PendingMessage } from "@roost/sdk";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { BarButton } from "../composer/bar-button.tsx";
import { MarkdownField } from "../composer/markdown-field.tsx";
import { describeSendKey, useSendKey } from "../composer/use-send-key.ts";
import { Button } from "../controls/button.tsx";
import { showToast } from "../controls/toast.tsx";
import { describeProblem } from "../fields/text-problem.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useMessageActions } from "./message-actions.ts";
import { describeFailure } from "./pending-text.tsx";

export interface EditBoxProps {
  /** Null while it is on its way. */
  message: Message | null;
  pending: PendingMessage | null;
}

/**
 * Takes the place of a message's text while its author changes it. What is saved of a message that is on
 * its way waits until that is stored.
 */
export default function EditBox({ message, pending }: EditBoxProps) {
  const t = useText();
  const roost = useRoost();
  const actions = useMessageActions();
  const field = useRef<HTMLTextAreaElement>(null);
  const roomId = message?.roomId ?? pending?.roomId ?? "";
  const body = message?.body ?? pending?.body ?? "";
  const [text, setText] = useState(body);
  const [enterSends, sends] = useSendKey();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const error = pending?.state === "failed" ? describeFailure(pending, t) : refusal;
  /** Whether this box is the one that is open, and what it has to say is seen. */
  const shown = useRef(false);
  const cancelled = useRef(false);

  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);

  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
    // Setting the caret does not scroll to it.
    element.scrollTop = element.scrollHeight;
  }, []);

  async function save() {
    const changed = normalizeBody(text);
    if (busy) return;
    if (changed === body) return actions.stopEditing();
    const problem = changed === "" ? null : checkBody(changed);
    if (problem !== null) return setRefusal(describeProblem(problem, t));
    setBusy(true);
    setRefusal(null);
    try {
      const stored = message ?? (await storedMessage());
      if (stored === null) return;
      if (changed === "") return actions.remove(stored);
      await roost.api.editMessage(stored.id, changed);
      if (shown.current) actions.stopEditing();
    } catch (refused) {
      if (shown.current) setRefusal(describeTrouble(refused, t));
      else showToast(describeTrouble(refused, t), "trouble");
    } finally {
      setBusy(false);
    }
  }

  /** Null where it was not stored, or the change was given up meanwhile. */
  async function storedMessage(): Promise<Message | null> {
    if (pending === null) return null;
    const stored = await roost.sent(pending).catch(() => null);
    return cancelled.current ? null : stored;
  }

  function cancel() {
    cancelled.current = true;
    actions.stopEditing();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (sends(event)) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      cancel();
    }
  }

  return (
    <div data-edit-box="" className="my-1">
      <div className="relative rounded-xl bg-raised px-3 py-2 shadow-[inset_0_0_0_1px_var(--line-strong)] focus-within:shadow-[inset_0_0_0_2px_var(--focus)]">
        <MarkdownField
          roomId={roomId}
          field={field}
          value={text}
          readOnly={busy}
          aria-label={t("message.edit.label")}
          onChange={setText}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="mt-2 flex items-center gap-2">
        <Button size="small" look="primary" busy={busy} onClick={save}>
          {t("controls.save")}
        </Button>
        <Button size="small" look="plain" onClick={cancel}>
          {t("controls.cancel")}
        </Button>
        <BarButton size="small" />
        <span
          role={error === null ? undefined : "alert"}
          className={error === null ? "text-xs text-ink-faint" : "text-sm text-danger-text"}
        >
          {error ??
            (busy && message === null ? (
              t("message.edit.waits")
            ) : (
              <span className="pointer-coarse:hidden">
                {t("message.edit.keys", { send: describeSendKey(enterSends, t) })}
              </span>
            ))}
        </span>
      </div>
    </div>
  );
}
