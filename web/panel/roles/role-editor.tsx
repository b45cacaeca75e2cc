import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { CustomRole } from "@roost/protocol/custom-roles.ts";
import { type Permission, serverRoles } from "@roost/protocol/permissions.ts";
import { mayGive } from "@roost/protocol/ranks.ts";
import { useRef, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Modal } from "../../chat/controls/modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { SelectField } from "../../chat/controls/select-field.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { basesFor, isGivable } from "./givable.ts";
import { PermissionChoice } from "./permission-choice.tsx";

interface RoleEditorProps {
  /** Null for a new one. */
  edited: CustomRole | null;
  onChanged: () => void;
  onClose: () => void;
}

/** Makes a role, or changes one; shows it where it is not mine to give. */
export function RoleEditor(props: RoleEditorProps) {
  const { me } = useAdministrator();
  const { edited, onClose } = props;
  if (edited !== null && !isGivable(me, edited)) {
    return <RoleShown role={edited} onClose={onClose} />;
  }
  return <RoleForm {...props} />;
}

function RoleForm({ edited: role, onChanged, onClose }: RoleEditorProps) {
  const t = useText();
  const { me, administration } = useAdministrator();
  const ofBase = (base: CustomRole["base"]) =>
    serverRoles[base].filter((one) => mayGive(me.permissions, one));
  const bases = basesFor(me);
  const [name, setName] = useState(role?.name ?? "");
  const [isNameless, setNameless] = useState(false);
  const [base, setBase] = useState(role?.base ?? (bases.includes("member") ? "member" : "guest"));
  const [permissions, setPermissions] = useState<readonly Permission[]>(
    role?.permissions ?? ofBase(base),
  );
  const nameField = useRef<HTMLInputElement>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    if (name.trim() === "") {
      setNameless(true);
      return nameField.current?.focus();
    }
    const contents = { name, permissions: [...permissions] };
    await inWords(t, () =>
      role === null
        ? administration.createCustomRole({ ...contents, base })
        : administration.changeCustomRole(role.id, contents),
    );
    showToast(t(role === null ? "panel.roles.editor.made" : "panel.roles.editor.saved"));
    onChanged();
    onClose();
  });
  const holders = role?.holders ?? 0;
  return (
    <FormModal
      title={
        role === null
          ? t("panel.roles.editor.new")
          : t("panel.roles.editor.change", { name: role.name })
      }
      {...(holders > 0 && { description: t("panel.roles.editor.holds", { count: holders }) })}
      action={t(role === null ? "panel.roles.editor.make" : "panel.roles.editor.save")}
      busy={busy}
      initialFocus={nameField}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <TextField
        ref={nameField}
        label={t("panel.roles.editor.name")}
        autoComplete="off"
        maxLength={admissionLimits.customRoleNameCharacters}
        value={name}
        error={isNameless ? t("panel.roles.editor.name.empty") : null}
        onChange={(event) => {
          setName(event.target.value);
          setNameless(false);
        }}
      />
      {role === null && (
        <SelectField
          label={t("panel.roles.editor.base")}
          hint={t("panel.roles.editor.base.hint")}
          value={base}
          onChoose={(typed) => {
            const chosen = bases.find((one) => one === typed) ?? base;
            setBase(chosen);
            setPermissions(ofBase(chosen));
          }}
        >
          {bases.map((one) => (
            <option key={one} value={one}>
              {t(`panel.role.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
      <PermissionChoice chosen={permissions} onChoose={setPermissions} />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}

function RoleShown({ role, onClose }: { role: CustomRole; onClose: () => void }) {
  const t = useText();
  return (
    <Modal
      title={t("panel.roles.editor.show", { name: role.name })}
      description={t("panel.roles.editor.not-yours")}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-3 pb-5">
        <PermissionChoice chosen={role.permissions} onChoose={null} />
        <div className="flex justify-end">
          <Button onClick={onClose}>{t("controls.close")}</Button>
        </div>
      </div>
    </Modal>
  );
}
