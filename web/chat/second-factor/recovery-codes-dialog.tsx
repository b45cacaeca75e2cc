import { useState } from "react";
import { FormModal } from "../controls/form-modal.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { usePasswordAndCode } from "./use-password-and-code.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "recovery-codes": { onChanged: () => void };
  }
}

/** Makes new recovery codes in place of those of before. */
export default function NewRecoveryCodes({ dialog, onClose }: DialogProps<"recovery-codes">) {
  const t = useText();
  const [codes, setCodes] = useState<string[] | null>(null);
  const { fields, form } = usePasswordAndCode(async (secondFactor, both) => {
    setCodes(await secondFactor.makeRecoveryCodes(both));
    dialog.onChanged();
  });
  if (codes !== null) return <RecoveryCodes codes={codes} onClose={onClose} />;
  return (
    <FormModal
      title={t("second-factor.codes.new")}
      description={t("second-factor.codes.new.about")}
      onClose={onClose}
      action={t("second-factor.codes.make")}
      {...form}
    >
      {fields}
    </FormModal>
  );
}
