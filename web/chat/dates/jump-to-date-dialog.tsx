import { type FormEvent, useRef, useState } from "react";
import { useLocation } from "wouter";
import { FormModal } from "../controls/form-modal.tsx";
import { TextField } from "../controls/text-field.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { roomPath } from "../room/links.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { localDay } from "../time/local-day.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "jump-to-date": { roomId: string };
  }
}

/** Goes to the first message of a day, or the one behind it where nobody wrote on that. */
export default function JumpToDate({ dialog, onClose }: DialogProps<"jump-to-date">) {
  const t = useText();
  const roost = useRoost();
  const room = useMyRoom(dialog.roomId);
  const [, navigate] = useLocation();
  const today = localDay(new Date());
  const [day, setDay] = useState(today);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  if (room === null) return null;
  const first = localDay(new Date(room.createdAt));

  async function jump(event: FormEvent) {
    event.preventDefault();
    if (busy || room === null) return;
    const since = new Date(`${day}T00:00`);
    if (Number.isNaN(since.getTime())) return setError(t("dates.choose"));
    setBusy(true);
    const timeline = roost.timeline(room.id);
    const number = await timeline.loadDate(since);
    setBusy(false);
    if (number === null) return setError(describeTrouble(timeline.get().error, t));
    onClose();
    navigate(`${roomPath(room.id)}/${number}`);
  }

  return (
    <FormModal
      title={t("dates.title")}
      initialFocus={field}
      onClose={onClose}
      action={t("dates.jump")}
      busy={busy}
      onSubmit={jump}
    >
      <TextField
        type="date"
        label={t("dates.day")}
        ref={field}
        min={first}
        max={today}
        value={day}
        error={error}
        onChange={(event) => {
          setDay(event.target.value);
          setError(null);
        }}
      />
    </FormModal>
  );
}
