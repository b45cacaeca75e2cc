import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { useRef, useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import type { NamedRequest } from "./use-columns.tsx";

interface RefuseDialogProps {
  request: NamedRequest;
  onRefused: () => void;
  onClose: () => void;
}

/** Keeps somebody outside, and tells them why. */
export function RefuseDialog({ request, onRefused, onClose }: RefuseDialogProps) {
  const t = useText();
  const { admission } = useAdministrator();
  const [reason, setReason] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { id, displayName: name } = request;
  const { busy, error, onSubmit } = useSubmit(async () => {
    await inWords(t, () => admission.refuse(id, reason.trim() || undefined));
    showToast(t("panel.registrations.refuse.done", { name }));
    onRefused();
    onClose();
  });
  return (
    <FormModal
      title={t("panel.registrations.refuse.title", { name })}
      description={t("panel.registrations.refuse.text")}
      action={t("panel.registrations.refuse")}
      busy={busy}
      initialFocus={field}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField
        ref={field}
        label={t("panel.person.timed.reason")}
        hint={t("panel.registrations.refuse.hint")}
        maxLength={admissionLimits.refusalReasonCharacters}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}
