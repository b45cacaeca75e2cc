import { limits } from "@roost/protocol/limits.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { type FormEvent, useRef, useState } from "react";
import { FormModal } from "../controls/form-modal.tsx";
import { TextField } from "../controls/text-field.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { describeProblem } from "../fields/text-problem.ts";
import { useText } from "../language/language.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "name-direct": { roomId: string };
  }
}

/** Gives a group a name, or takes it away. */
export default function NameDirect({ dialog, onClose }: DialogProps<"name-direct">) {
  const t = useText();
  const roost = useRoost();
  const room = useMyRoom(dialog.roomId);
  const [name, setName] = useState(room?.name ?? "");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  if (room === null) return null;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy || room === null) return;
    const next = normalizeLine(name);
    if (next === room.name) return onClose();
    const problem = next === "" ? null : checkLine(next, limits.roomNameCharacters);
    if (problem) return setError(describeProblem(problem, t));
    setBusy(true);
    try {
      await roost.api.updateRoom(room.id, { name: next });
      onClose();
    } catch (refused) {
      setError(describeTrouble(refused, t));
      setBusy(false);
    }
  }

  return (
    <FormModal
      title={t("room-settings.group.title")}
      initialFocus={field}
      onClose={onClose}
      action={t("controls.save")}
      busy={busy}
      onSubmit={save}
    >
      <TextField
        label={t("room-settings.name")}
        hint={t("room-settings.group.hint")}
        ref={field}
        value={name}
        error={error}
        onChange={(event) => {
          setName(event.target.value);
          setError(null);
        }}
      />
    </FormModal>
  );
}
