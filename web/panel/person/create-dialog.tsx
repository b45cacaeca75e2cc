import type { RoleToGive } from "@roost/protocol/custom-roles.ts";
import type { CreatedPerson } from "@roost/protocol/people.ts";
import { type RefObject, useRef, useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import {
  type AccountErrors,
  checkAccount,
  suggestUsername,
} from "../../chat/entrance/account-rules.ts";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useCustomRoles } from "../roles/use-custom-roles.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { MadeLink } from "./link-dialog.tsx";
import { RoleChoice } from "./role-choice.tsx";

interface CreateDialogProps {
  onCreated: () => void;
  onClose: () => void;
}

/** Makes an account for somebody, and shows the link with which they set its password. */
export function CreateDialog({ onCreated, onClose }: CreateDialogProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const customRoles = useCustomRoles();
  const [account, setAccount] = useState({ displayName: "", username: "", email: "" });
  const [hasOwnUsername, setOwnUsername] = useState(false);
  const [role, setRole] = useState<RoleToGive>("member");
  const [errors, setErrors] = useState<AccountErrors>({});
  const [created, setCreated] = useState<CreatedPerson | null>(null);
  const fields: Record<Field, RefObject<HTMLInputElement | null>> = {
    displayName: useRef<HTMLInputElement>(null),
    username: useRef<HTMLInputElement>(null),
    email: useRef<HTMLInputElement>(null),
  };

  const { busy, error, onSubmit } = useSubmit(async () => {
    // The password is theirs to set.
    const { password: _, ...problems } = checkAccount({ ...account, password: "" }, t);
    setErrors(problems);
    const wrong = fieldNames.find((name) => problems[name] !== undefined);
    if (wrong !== undefined) return fields[wrong].current?.focus();
    const body = { ...account, displayName: account.displayName.trim(), role };
    setCreated(await inWords(t, () => administration.createPerson(body)));
    onCreated();
  });

  if (created) {
    const name = created.account.displayName;
    const title = t("panel.person.create.done", { name });
    return <MadeLink title={title} link={created.resetLink} onClose={onClose} />;
  }

  function change(field: Field, value: string) {
    const suggested = field === "displayName" && !hasOwnUsername;
    if (field === "username") setOwnUsername(value !== "");
    setAccount({
      ...account,
      ...(suggested && { username: suggestUsername(value) }),
      [field]: value,
    });
    const { [field]: _, ...rest } = errors;
    setErrors(rest);
  }

  return (
    <FormModal
      title={t("panel.person.create.title")}
      description={t("panel.person.create.text")}
      action={t("panel.person.create.make")}
      busy={busy}
      initialFocus={fields.displayName}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {fieldNames.map((field) => (
        <TextField
          key={field}
          ref={fields[field]}
          label={t(labels[field])}
          type={field === "email" ? "email" : "text"}
          autoComplete="off"
          autoCapitalize={field === "displayName" ? "words" : "none"}
          spellCheck={false}
          value={account[field]}
          error={errors[field] ?? null}
          onChange={(event) => change(field, event.target.value)}
        />
      ))}
      <RoleChoice chosen={role} customRoles={customRoles} onChoose={setRole} />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}

const fieldNames = ["displayName", "username", "email"] as const;
type Field = (typeof fieldNames)[number];
const labels = {
  displayName: "panel.person.create.name",
  username: "panel.person.create.username",
  email: "panel.person.create.email",
} as const;
