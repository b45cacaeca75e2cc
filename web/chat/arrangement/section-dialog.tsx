import { limits } from "@roost/protocol/limits.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { type FormEvent, useRef, useState } from "react";
import { FormModal } from "../controls/form-modal.tsx";
import { TextField } from "../controls/text-field.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { describeProblem } from "../fields/text-problem.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { moveSection, put } from "./arrange.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    section: {
      /** The section that gets another name; null for a new one. */
      sectionId: string | null;
      /** The room that goes into it. */
      roomId?: string;
    };
  }
}

/** Makes a section of the list, or gives it another name. */
export default function SectionDialog({ dialog, onClose }: DialogProps<"section">) {
  const t = useText();
  const roost = useRoost();
  const { sectionId, roomId } = dialog;
  const held = sectionId === null ? null : roost.list.sections.get().get(sectionId)?.value;
  const [name, setName] = useState(held?.name ?? "");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const next = normalizeLine(name);
    const problem = checkLine(next, limits.sectionNameCharacters);
    if (problem) return setError(describeProblem(problem, t));
    setBusy(true);
    try {
      if (sectionId === null) await make(next);
      else await roost.list.name(sectionId, next);
      onClose();
    } catch (refused) {
      setError(describeTrouble(refused, t));
      setBusy(false);
    }
  }

  /** A new one stands behind those that there are, in front of all other rooms. */
  async function make(next: string) {
    const id = await roost.list.make(next);
    await moveSection(roost, id, "rooms");
    const room = roomId === undefined ? null : roost.room(roomId).get();
    if (room) await put(roost, room, id);
  }

  return (
    <FormModal
      title={t(sectionId === null ? "arrangement.new-section" : "arrangement.rename-section")}
      initialFocus={field}
      onClose={onClose}
      action={t("controls.save")}
      busy={busy}
      onSubmit={save}
    >
      <TextField
        label={t("room-settings.name")}
        hint={t("arrangement.section-hint")}
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
