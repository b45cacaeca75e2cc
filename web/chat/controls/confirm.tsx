import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactNode, use, useState } from "react";
import { useText } from "../language/language.ts";
import { describeTrouble } from "../session/trouble.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { ReturnFocusContext } from "./return-focus.ts";

export interface ConfirmProps {
  title: string;
  children: ReactNode;
  /** The verb on the button. */
  action: string;
  danger?: boolean;
  /** May fail; then the dialog stays and says why. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, children, action, danger, onConfirm, onClose }: ConfirmProps) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function confirm() {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (refused) {
      setError(describeTrouble(refused, t));
      setBusy(false);
    }
  }
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-150 data-starting-style:opacity-0" />
        <AlertDialog.Popup
          finalFocus={use(ReturnFocusContext)}
          className="fixed inset-x-4 top-[22dvh] z-50 mx-auto max-w-sm rounded-2xl bg-raised p-5 text-ink shadow-pop outline-none transition duration-150 data-starting-style:scale-97 data-starting-style:opacity-0"
        >
          <AlertDialog.Title className="text-lg font-bold tracking-tight">
            {title}
          </AlertDialog.Title>
          <AlertDialog.Description
            render={<div />}
            className="mt-2 text-[0.9375rem] leading-relaxed text-ink-soft"
          >
            {children}
          </AlertDialog.Description>
          {error !== null && <Notice className="mt-3">{error}</Notice>}
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Close render={<Button look="plain">{t("controls.cancel")}</Button>} />
            <Button look={danger ? "danger" : "primary"} busy={busy} onClick={confirm}>
              {action}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
