import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { CreatedInvite } from "@roost/protocol/registration.ts";
import { useRef, useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { SelectField } from "../../chat/controls/select-field.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { HandedLink } from "../person/handed-link.tsx";
import { type ChosenRoom, RoomsField } from "../room-choice/rooms-field.tsx";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

const dayMs = 24 * 3_600_000;
const lengths = [1, 7, 30, 90];
const maxUses = admissionLimits.inviteUses;

interface CreateInviteDialogProps {
  onCreated: () => void;
  onClose: () => void;
}

/** Makes a link with which people sign up, and shows it once. */
export function CreateInviteDialog({ onCreated, onClose }: CreateInviteDialogProps) {
  const t = useText();
  const { admission } = useAdministrator();
  const [days, setDays] = useState("7");
  const [uses, setUses] = useState("");
  const [isUsesWrong, setUsesWrong] = useState(false);
  const [rooms, setRooms] = useState<readonly ChosenRoom[]>([]);
  const [created, setCreated] = useState<CreatedInvite | null>(null);
  const usesField = useRef<HTMLInputElement>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    const count = uses.trim() === "" ? null : Number(uses);
    if (count !== null && !(Number.isInteger(count) && count >= 1 && count <= maxUses)) {
      setUsesWrong(true);
      return usesField.current?.focus();
    }
    const until = days === "" ? null : new Date(Date.now() + Number(days) * dayMs).toISOString();
    const body = { until, maxUses: count, roomIds: rooms.map(({ id }) => id) };
    setCreated(await inWords(t, () => admission.createInvite(body)));
    onCreated();
  });
  if (created) {
    return (
      <HandedLink
        title={t("panel.invites.create.done")}
        url={created.url}
        hint={t("panel.invites.create.hand-over")}
        onClose={onClose}
      />
    );
  }
  return (
    <FormModal
      title={t("panel.invites.create.title")}
      description={t("panel.invites.create.text")}
      action={t("panel.invites.create.make")}
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <SelectField label={t("panel.invites.create.until")} value={days} onChoose={setDays}>
        {lengths.map((count) => (
          <option key={count} value={`${count}`}>
            {t("panel.invites.create.days", { count })}
          </option>
        ))}
        <option value="">{t("panel.invites.create.forever")}</option>
      </SelectField>
      <TextField
        ref={usesField}
        label={t("panel.invites.create.uses")}
        hint={t("panel.invites.create.uses.hint")}
        inputMode="numeric"
        autoComplete="off"
        value={uses}
        error={
          isUsesWrong ? t("panel.invites.create.uses.wrong", { max: t.number(maxUses) }) : null
        }
        onChange={(event) => {
          setUses(event.target.value);
          setUsesWrong(false);
        }}
      />
      <RoomsField
        label={t("panel.invites.create.rooms")}
        hint={t("panel.invites.create.rooms.hint")}
        max={admissionLimits.inviteRooms}
        chosen={rooms}
        onChoose={setRooms}
      />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}
