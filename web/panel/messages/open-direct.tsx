import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { limits } from "@roost/protocol/limits.ts";
import { MessagesSquare } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { Modal } from "../../chat/controls/modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useDialog } from "../frame/dialogs.tsx";
import { useSubmit } from "../frame/use-submit.ts";
import type { Filters } from "../list/use-filters.ts";
import { PeopleChoice } from "../room/people-choice.tsx";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

/** Leads to a direct, which is found by its people, with a reason. */
export function OpenDirect({ filters }: { filters: Filters }) {
  const t = useText();
  const openDialog = useDialog();
  return (
    <Button
      look="quiet"
      onClick={() =>
        openDialog((close) => (
          <OpenDirectDialog onOpened={(room) => filters.set({ room })} onClose={close} />
        ))
      }
    >
      <MessagesSquare size={16} aria-hidden />
      {t("panel.messages.direct.open")}
    </Button>
  );
}

interface OpenDirectDialogProps {
  onOpened: (roomId: string) => void;
  onClose: () => void;
}

function OpenDirectDialog({ onOpened, onClose }: OpenDirectDialogProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    const body = { userIds: [...chosen], reason: reason.trim() };
    const { roomId } = await inWords(t, () => administration.openMessages(body));
    onOpened(roomId);
    onClose();
  });
  function toggle(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id) && next.size < limits.directPeople) next.add(id);
    setChosen(next);
  }
  return (
    <Modal
      title={t("panel.messages.direct.open")}
      description={t("panel.messages.direct.text")}
      height="tall"
      initialFocus={field}
      onClose={onClose}
    >
      <PeopleChoice chosen={chosen} onToggle={toggle} field={field} />
      <form onSubmit={onSubmit} className="flex flex-col gap-3 border-t border-line px-5 pt-3 pb-5">
        {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
        <TextField
          label={t("panel.messages.unlock.reason")}
          maxLength={admissionLimits.inspectionReasonCharacters}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button look="plain" onClick={onClose}>
            {t("controls.cancel")}
          </Button>
          <Button
            look="primary"
            type="submit"
            busy={busy}
            disabled={chosen.size === 0 || reason.trim() === ""}
          >
            {t("panel.messages.unlock")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
