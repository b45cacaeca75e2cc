import { type FormEvent, useRef, useState } from "react";
import { FormModal } from "../controls/form-modal.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { localMinute } from "../time/local-day.ts";
import { TimeField, timeIn } from "./time-field.tsx";
import { nextTimes } from "./times.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "send-later": { onChoose: (at: Date) => void };
  }
}

/** Asks for any day and time to send a message at. */
export default function SendLater({ dialog, onClose }: DialogProps<"send-later">) {
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(() => localMinute(nextTimes(new Date())[0]?.at ?? new Date()));
  const [error, setError] = useState<string | null>(null);

  function choose(event: FormEvent) {
    event.preventDefault();
    const at = timeIn(value);
    if (at === null) return setError(t("send-later.is-over"));
    onClose();
    dialog.onChoose(at);
  }

  return (
    <FormModal
      title={t("send-later.title")}
      initialFocus={field}
      onClose={onClose}
      action={t("send-later.schedule")}
      busy={false}
      onSubmit={choose}
    >
      <TimeField
        ref={field}
        value={value}
        error={error}
        onChange={(next) => {
          setValue(next);
          setError(null);
        }}
      />
    </FormModal>
  );
}
