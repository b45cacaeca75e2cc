import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Notice } from "../controls/notice.tsx";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { formatFull } from "../time/format.ts";
import { Words } from "../words/words.tsx";

export interface WarningProps {
  id: string;
  at: string;
  reason: string;
}

/** A warning of the moderators, which stays until I have acknowledged it. */
export default function Warning({ id, at, reason }: WarningProps) {
  const t = useText();
  const roost = useRoost();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  // Not the button: who types when it comes would press it before they have read anything.
  const popup = useRef<HTMLDivElement>(null);
  async function acknowledge() {
    setBusy(true);
    setError(null);
    try {
      await roost.api.acknowledgeWarning(id);
    } catch (refused) {
      setError(describeTrouble(refused, t));
      setBusy(false);
    }
  }
  return (
    <AlertDialog.Root open>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-50 bg-veil transition-opacity duration-150 data-starting-style:opacity-0" />
        <AlertDialog.Popup
          ref={popup}
          initialFocus={popup}
          className="fixed inset-x-4 top-[18dvh] z-60 mx-auto max-h-[76dvh] max-w-md overflow-y-auto rounded-2xl bg-raised p-5 text-ink shadow-pop outline-none"
        >
          <AlertDialog.Title className="text-lg font-bold tracking-tight">
            {t("sanctions.warning.title")}
          </AlertDialog.Title>
          <AlertDialog.Description render={<div />} className="mt-2">
            <p className="rounded-xl bg-danger-tint px-4 py-3 text-danger-text [overflow-wrap:anywhere]">
              <Words>{reason}</Words>
            </p>
            <p className="mt-2 text-sm text-ink-soft">
              {t("sanctions.warning.text", { when: formatFull(at, t) })}
            </p>
          </AlertDialog.Description>
          {error !== null && <Notice className="mt-3">{error}</Notice>}
          <div className="mt-5 flex justify-end">
            <Button look="primary" busy={busy} onClick={acknowledge}>
              {t("sanctions.warning.read")}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
