import type { User } from "@roost/protocol/user.ts";
import { useState } from "react";
import { Confirm } from "../../chat/controls/confirm.tsx";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { SelectField } from "../../chat/controls/select-field.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

interface OnePersonProps {
  person: User;
  onChanged: () => void;
  onClose: () => void;
}

/** Has an account deleted, after the days that the server gives or at once. */
export function DeleteDialog({ person, onChanged, onClose }: OnePersonProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const [when, setWhen] = useState("later");
  const atOnce = when === "now";
  const { busy, error, onSubmit } = useSubmit(async () => {
    await inWords(t, () => administration.deletePerson(person.id, { atOnce }));
    showToast(t(atOnce ? "panel.person.delete.done-now" : "panel.person.delete.done"));
    onChanged();
    onClose();
  });
  return (
    <FormModal
      title={t("panel.person.delete.title", { name: person.displayName })}
      description={t("panel.person.delete.text")}
      action={t("panel.person.delete")}
      danger
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <SelectField label={t("panel.person.delete.when")} value={when} onChoose={setWhen}>
        <option value="later">{t("panel.person.delete.later")}</option>
        <option value="now">{t("panel.person.delete.now")}</option>
      </SelectField>
      {atOnce && (
        <p className="text-[0.9375rem] leading-relaxed text-ink-soft">
          {t("panel.person.delete.now.text")}
        </p>
      )}
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}

/** Asks before an account is kept that was to be deleted. */
export function KeepDialog({ person, onChanged, onClose }: OnePersonProps) {
  const t = useText();
  const { administration } = useAdministrator();
  async function keep() {
    await inWords(t, () => administration.keepPerson(person.id));
    showToast(t("panel.person.keep.done"));
    onChanged();
  }
  return (
    <Confirm
      title={t("panel.person.keep.title", { name: person.displayName })}
      action={t("panel.person.keep")}
      onConfirm={keep}
      onClose={onClose}
    >
      {t("panel.person.keep.text")}
    </Confirm>
  );
}
