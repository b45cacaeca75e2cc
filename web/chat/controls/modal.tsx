import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, type RefObject, use } from "react";
import { useText } from "../language/language.ts";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { ReturnFocusContext } from "./return-focus.ts";

export interface ModalProps {
  title: string;
  description?: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** `tall` keeps its height while its list loads and filters. */
  height?: "fit" | "tall";
  /** What gets the focus at first, instead of the button that closes. Not `autoFocus`, which would
   * come before the dialog has noted where the focus has to return to. */
  initialFocus?: RefObject<HTMLElement | null>;
}

/** A dialog in the middle of a large screen, a sheet from the bottom of a phone. */
export function Modal(props: ModalProps) {
  const t = useText();
  const { title, description, onClose, children, height = "fit", initialFocus } = props;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-150 data-starting-style:opacity-0" />
        <Dialog.Popup
          initialFocus={initialFocus}
          finalFocus={use(ReturnFocusContext)}
          className={classNames(
            "fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] flex-col rounded-t-2xl bg-raised text-ink shadow-pop outline-none",
            "transition duration-200 ease-out data-starting-style:translate-y-4 data-starting-style:opacity-0",
            "pb-[env(safe-area-inset-bottom)] sm:inset-x-auto sm:start-1/2 sm:top-[12dvh] sm:bottom-auto sm:max-h-[76dvh] sm:w-[min(30rem,calc(100vw-3rem))] sm:-translate-x-1/2 sm:rounded-2xl sm:pb-0",
            height === "tall" && "h-[80dvh] sm:h-[36rem]",
          )}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-1">
            <div className="min-w-0 flex-1 pt-1">
              <Dialog.Title className="text-lg font-bold tracking-tight">{title}</Dialog.Title>
              {description !== undefined && (
                <Dialog.Description className="mt-1 text-sm text-ink-soft">
                  {description}
                </Dialog.Description>
              )}
            </div>
            <Dialog.Close
              render={<IconButton icon={X} label={t("controls.close")} className="-me-1.5" />}
            />
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
