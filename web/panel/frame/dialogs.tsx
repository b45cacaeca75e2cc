import { createContext, type ReactNode, Suspense, useContext, useMemo, useState } from "react";
import { ReturnFocusContext } from "../../chat/controls/return-focus.ts";
import { useReturnFocus } from "../../chat/controls/use-return-focus.ts";
import { Region } from "../../chat/loading/region.tsx";

/** Draws a dialog that closes itself with what it is given. */
type Draw = (close: () => void) => ReactNode;

const DialogContext = createContext<((draw: Draw) => void) | null>(null);

/** Opens a dialog, in place of one that is open. */
export function useDialog(): (draw: Draw) => void {
  const open = useContext(DialogContext);
  if (open === null) throw new Error("Dialogs open inside of the frame only.");
  return open;
}

/** Shows the open dialog, of which there is at most one, and gives the focus back after it. */
export function DialogHost({ children }: { children: ReactNode }) {
  const [dialog, setDialog] = useState<{ id: number; draw: Draw } | null>(null);
  const open = useMemo(() => {
    let last = 0;
    return (draw: Draw) => {
      last += 1;
      setDialog({ id: last, draw });
    };
  }, []);
  // One that another took the place of closes nothing.
  const close = (id: number) => setDialog((before) => (before?.id === id ? null : before));
  const returnFocus = useReturnFocus(dialog && `${dialog.id}`);
  return (
    <DialogContext value={open}>
      {children}
      <ReturnFocusContext value={returnFocus}>
        {dialog !== null && (
          <Region key={dialog.id} onClose={() => close(dialog.id)}>
            <Suspense>{dialog.draw(() => close(dialog.id))}</Suspense>
          </Region>
        )}
      </ReturnFocusContext>
    </DialogContext>
  );
}
