import type { FormEvent } from "react";
import { useText } from "../language/language.ts";
import { Button } from "./button.tsx";
import { Modal, type ModalProps } from "./modal.tsx";

interface FormModalProps extends ModalProps {
  /** What the button says that submits it. */
  action: string;
  /** For what cannot be taken back. */
  danger?: boolean;
  busy: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/** A dialog with fields, to be cancelled or submitted. */
export function FormModal({
  action,
  danger = false,
  busy,
  onSubmit,
  children,
  ...modal
}: FormModalProps) {
  const t = useText();
  return (
    <Modal {...modal}>
      <form
        onSubmit={onSubmit}
        noValidate
        className="flex flex-col gap-4 overflow-y-auto px-5 pt-3 pb-5"
      >
        {children}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="plain" onClick={modal.onClose}>
            {t("controls.cancel")}
          </Button>
          <Button look={danger ? "danger" : "primary"} type="submit" busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
