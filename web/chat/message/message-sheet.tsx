import { Copy, Link, type LucideIcon, Pencil, Trash2 } from "lucide-react";
import { classNames } from "../controls/class-names.ts";
import { Modal } from "../controls/modal.tsx";
import { previewOf } from "../markdown/preview.ts";
import { useSignedIn } from "../session/session-context.ts";
import type { DialogProps } from "../shell/dialog-host.tsx";

/** The actions of a message for fingers, after a long press. */
export default function MessageSheet({ dialog, onClose }: DialogProps<"message-actions">) {
  const { me } = useSignedIn();
  const { message, actions } = dialog;
  const mine = message.authorId === me.id;
  function choose(action: () => void) {
    onClose();
    action();
  }
  return (
    <Modal
      title="Message"
      description={<span className="line-clamp-2">{previewOf(message.body)}</span>}
      onClose={onClose}
    >
      <div className="flex flex-col px-3 pt-2 pb-4">
        <SheetAction icon={Copy} onChoose={() => choose(() => actions.copyText(message))}>
          Copy text
        </SheetAction>
        <SheetAction icon={Link} onChoose={() => choose(() => actions.copyLink(message))}>
          Copy link
        </SheetAction>
        {mine && (
          <>
            <SheetAction icon={Pencil} onChoose={() => choose(() => actions.edit(message))}>
              Edit
            </SheetAction>
            <SheetAction
              icon={Trash2}
              danger
              onChoose={() => choose(() => actions.remove(message))}
            >
              Delete
            </SheetAction>
          </>
        )}
      </div>
    </Modal>
  );
}

interface SheetActionProps {
  icon: LucideIcon;
  children: string;
  danger?: boolean;
  onChoose: () => void;
}

function SheetAction({ icon: Icon, children, danger, onChoose }: SheetActionProps) {
  return (
    <button
      type="button"
      onClick={onChoose}
      className={classNames(
        "flex h-12 items-center gap-3 rounded-xl px-3 text-base hover:bg-hover",
        danger && "text-danger-text",
      )}
    >
      <Icon size={19} aria-hidden />
      {children}
    </button>
  );
}
