import type { RoleToGive } from "@roost/protocol/custom-roles.ts";
import { useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useCustomRoles } from "../roles/use-custom-roles.ts";
import { RoleChoice } from "./role-choice.tsx";
import { type Targets, useChange } from "./use-change.tsx";

interface RoleDialogProps extends Targets {
  /** What it is now, where that is one. */
  roleNow: RoleToGive | null;
  onClose: () => void;
}

/** Gives people another role on the server. */
export function RoleDialog({ roleNow, onClose, ...targets }: RoleDialogProps) {
  const t = useText();
  const change = useChange(targets);
  const customRoles = useCustomRoles();
  const [role, setRole] = useState<RoleToGive>(roleNow ?? "member");
  const count = targets.people.length;
  const { busy, error, onSubmit } = useSubmit(async () => {
    await change({ change: "setServerRole", role }, t("panel.person.role.done", { count }));
    onClose();
  });
  return (
    <FormModal
      title={t("panel.person.role.title", { count })}
      description={t("panel.person.role.holds")}
      action={t("panel.person.role.save")}
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <RoleChoice chosen={role} customRoles={customRoles} onChoose={setRole} />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}
