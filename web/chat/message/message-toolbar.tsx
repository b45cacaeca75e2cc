import type { Message } from "@roost/protocol/message.ts";
import { Copy, Link, Pencil, Trash2 } from "lucide-react";
import { IconButton } from "../controls/icon-button.tsx";
import { useMessageActions } from "./message-actions.ts";

/**
 * The actions of the message under the pointer or the focus. So high that it leaves the button of a
 * code block free with which the message begins.
 */
export function MessageToolbar({ message, mine }: { message: Message; mine: boolean }) {
  const actions = useMessageActions();
  return (
    <div
      role="toolbar"
      aria-label="Message"
      className="absolute end-2 -top-7 z-10 flex rounded-lg bg-raised p-0.5 shadow-low pointer-coarse:hidden"
    >
      <IconButton
        size="small"
        icon={Copy}
        label="Copy text"
        shortcut="C"
        onClick={() => actions.copyText(message)}
      />
      <IconButton
        size="small"
        icon={Link}
        label="Copy link"
        shortcut="L"
        onClick={() => actions.copyLink(message)}
      />
      {mine && (
        <>
          <IconButton
            size="small"
            icon={Pencil}
            label="Edit"
            shortcut="E"
            onClick={() => actions.edit(message)}
          />
          <IconButton
            size="small"
            icon={Trash2}
            label="Delete"
            shortcut="Del"
            className="hover:bg-danger-tint hover:text-danger-text"
            onClick={() => actions.remove(message)}
          />
        </>
      )}
    </div>
  );
}
