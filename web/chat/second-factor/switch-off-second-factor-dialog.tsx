import { FormModal } from "../controls/form-modal.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { usePasswordAndCode } from "./use-password-and-code.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "switch-off-second-factor": { onChanged: () => void };
  }
}

/** Goes back to the password alone. */
export default function SwitchOff({ dialog, onClose }: DialogProps<"switch-off-second-factor">) {
  const t = useText();
  const { fields, form } = usePasswordAndCode(async (secondFactor, both) => {
    await secondFactor.switchOff(both);
    showToast(t("second-factor.switched-off"));
    dialog.onChanged();
    onClose();
  });
  return (
    <FormModal
      title={t("second-factor.switch-off")}
      description={t("second-factor.switch-off.about")}
      onClose={onClose}
      action={t("settings.account.second-factor.switch-off")}
      {...form}
    >
      {fields}
    </FormModal>
  );
}
