import { checkBody, normalizeBody } from "@roost/protocol/text.ts";
import { type FormEvent, useRef, useState } from "react";
import { GrowingTextarea } from "../composer/growing-textarea.tsx";
import { FormModal } from "../controls/form-modal.tsx";
import { Notice } from "../controls/notice.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { describeProblem } from "../fields/text-problem.ts";
import { useText } from "../language/language.ts";
import { TimeField, timeIn } from "../send-later/time-field.tsx";
import { nextTimes } from "../send-later/times.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { localMinute } from "../time/local-day.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "edit-scheduled": { id: string };
  }
}

/** Changes what a message says that is sent later, and when. */
export default function EditScheduled({ dialog, onClose }: DialogProps<"edit-scheduled">) {
  const t = useText();
  const { scheduled } = useRoost();
  const [before] = useState(() => scheduled.all.get().get(dialog.id)?.value ?? null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(before?.body ?? "");
  const [value, setValue] = useState(() => {
    const at = new Date(before?.sendAt ?? 0);
    const isOver = at <= new Date();
    return localMinute(isOver ? (nextTimes(new Date())[0]?.at ?? at) : at);
  });
  const [timeError, setTimeError] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const problem = checkBody(normalizeBody(text));
    if (problem !== null) return setError(describeProblem(problem, t));
    const at = timeIn(value);
    if (at === null) return setTimeError(t("send-later.is-over"));
    setBusy(true);
    try {
      // What slow mode has moved keeps its turn, as long as nobody chooses another time.
      const isSame = before !== null && value === localMinute(new Date(before.sendAt));
      await scheduled.edit(dialog.id, {
        body: text,
        ...(!isSame && { sendAt: at.toISOString() }),
      });
      onClose();
    } catch (refused) {
      setError(describeTrouble(refused, t));
      setBusy(false);
    }
  }

  return (
    <FormModal
      title={t("scheduled.edit")}
      initialFocus={field}
      onClose={onClose}
      action={t("controls.save")}
      busy={busy}
      onSubmit={save}
    >
      <div className="rounded-lg bg-raised px-3 py-2 shadow-[inset_0_0_0_1px_var(--line-strong)] focus-within:shadow-[inset_0_0_0_2px_var(--focus)]">
        <GrowingTextarea
          ref={field}
          value={text}
          aria-label={t("scheduled.text")}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <TimeField
        value={value}
        error={timeError}
        onChange={(next) => {
          setValue(next);
          setTimeError(null);
        }}
      />
      {error !== null && <Notice>{error}</Notice>}
    </FormModal>
  );
}
