import { limits } from "@roost/protocol/limits.ts";
import { ApiError } from "@roost/sdk";
import { useRef, useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { SelectField } from "../../chat/controls/select-field.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

const dayMs = 24 * 3_600_000;
/** In days. */
const lengths = [1, 7, 30, 365];

interface BanDialogProps {
  onMade: () => void;
  onClose: () => void;
}

/** Lets nobody use the server from a network. */
export function BanDialog({ onMade, onClose }: BanDialogProps) {
  const t = useText();
  const { moderation } = useAdministrator();
  const [network, setNetwork] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [days, setDays] = useState("7");
  const [reason, setReason] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    const typed = network.trim();
    const until = days === "" ? null : new Date(Date.now() + Number(days) * dayMs).toISOString();
    const why = reason.trim() === "" ? {} : { reason: reason.trim() };
    try {
      await inWords(t, () => moderation.banAddress({ network: typed, until, ...why }));
    } catch (refused) {
      if (!(refused instanceof ApiError) || !refused.code.startsWith("ban.")) throw refused;
      setWrong(refused.detail);
      return field.current?.focus();
    }
    showToast(t("panel.bans.make.done"));
    onMade();
    onClose();
  });
  return (
    <FormModal
      title={t("panel.bans.make.title")}
      description={t("panel.bans.make.text")}
      action={t("panel.bans.make")}
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField
        ref={field}
        label={t("panel.bans.make.network")}
        hint={t("panel.bans.make.network.hint")}
        autoComplete="off"
        spellCheck={false}
        value={network}
        error={wrong}
        onChange={(event) => {
          setNetwork(event.target.value);
          setWrong(null);
        }}
      />
      <SelectField label={t("panel.person.timed.length")} value={days} onChoose={setDays}>
        {lengths.map((count) => (
          <option key={count} value={`${count}`}>
            {t("panel.person.timed.days", { count })}
          </option>
        ))}
        <option value="">{t("panel.person.timed.until-ended")}</option>
      </SelectField>
      <TextField
        label={t("panel.person.timed.reason")}
        hint={t("panel.bans.make.reason.hint")}
        maxLength={limits.sanctionReasonCharacters}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}
