import { limits } from "@roost/protocol/limits.ts";
import { useRef, useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { type Targets, useChange } from "./use-change.tsx";

/** Tells people what they are to know, until they have read it. */
export default function WarnDialog({ onClose, ...targets }: Targets & { onClose: () => void }) {
  const t = useText();
  const change = useChange(targets);
  const [reason, setReason] = useState("");
  const [isEmpty, setEmpty] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { people } = targets;
  const count = people.length;
  const { busy, error, onSubmit } = useSubmit(async () => {
    if (reason.trim() === "") {
      setEmpty(true);
      return field.current?.focus();
    }
    const wish = { change: "warn", reason: reason.trim() } as const;
    await change(wish, t("panel.person.warn.done", { count }));
    onClose();
  });
  return (
    <FormModal
      title={t("panel.person.warn.title", { count, name: people[0]?.displayName ?? "" })}
      description={t("panel.person.warn.text")}
      action={t("panel.person.warn")}
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField
        ref={field}
        label={t("panel.person.warn.reason")}
        maxLength={limits.sanctionReasonCharacters}
        value={reason}
        error={isEmpty ? t("panel.person.warn.reason.empty") : null}
        onChange={(event) => {
          setReason(event.target.value);
          setEmpty(false);
        }}
      />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}
