import { Suspense } from "react";
import { ReturnFocusContext } from "../controls/return-focus.ts";
import { Spinner } from "../controls/spinner.tsx";
import { useReturnFocus } from "../controls/use-return-focus.ts";
import type { DialogState } from "../dialogs/dialogs.ts";
import { KeyCatcher } from "../keys/key-catcher.tsx";
import { useText } from "../language/language.ts";
import { part } from "../loading/part.tsx";
import { Region } from "../loading/region.tsx";

/** The table of all dialogs comes apart from the page, too. */
const OpenedDialog = part(() => import("./dialog-table.tsx"));

/**
 * Shows the open dialog. From the moment on at which it is asked for, keys belong to it, though its
 * code may still be on its way.
 */
export function DialogHost(props: { dialog: DialogState | null; onClose: () => void }) {
  const { dialog, onClose } = props;
  const name = dialog?.name ?? null;
  const returnFocus = useReturnFocus(name);
  return (
    <ReturnFocusContext value={returnFocus}>
      {dialog !== null && (
        <>
          <KeyCatcher key={name} into="[role=dialog], [role=alertdialog]" onGiveUp={onClose} />
          <Region key={`region-${name}`} onClose={onClose}>
            <Suspense fallback={<Coming onClose={onClose} />}>
              <OpenedDialog dialog={dialog} onClose={onClose} />
            </Suspense>
          </Region>
        </>
      )}
    </ReturnFocusContext>
  );
}

/** Seen only where a dialog takes long. A press on it gives up. */
function Coming({ onClose }: { onClose: () => void }) {
  const t = useText();
  return (
    <div
      role="status"
      aria-label={t("shell.loading")}
      onPointerDown={onClose}
      className="fixed inset-0 z-40 grid animate-[appear_200ms_400ms_both] place-items-center bg-veil"
    >
      <Spinner />
    </div>
  );
}
