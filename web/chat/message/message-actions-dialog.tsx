import type { Message } from "@roost/protocol/message.ts";
import { classNames } from "../controls/class-names.ts";
import { Modal } from "../controls/modal.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { previewOfMessage } from "../markdown/preview.ts";
import { QuickReactions } from "../reactions/quick-reactions.tsx";
import { useIsShut } from "../sanctions/use-is-shut.ts";
import { useIsSaved } from "../saved/use-is-saved.ts";
import { useMyRoom } from "../session/session-context.ts";
import { useMay } from "../session/use-may.ts";
import { Words } from "../words/words.tsx";
import type { MessageActions } from "./message-actions.ts";
import { choicesFor } from "./message-choices.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "message-actions": { message: Message; actions: MessageActions };
  }
}

/** The actions of a message for fingers, after a long press. */
export default function MessageSheet({ dialog, onClose }: DialogProps<"message-actions">) {
  const t = useText();
  const { message, actions } = dialog;
  const { react } = actions;
  const may = useMay();
  const isShut = useIsShut();
  const saved = useIsSaved(message.id);
  const room = useMyRoom(message.roomId);
  const choices = choicesFor(message, actions, {
    editable: may("editMessage", { room, message }),
    deletable: may("deleteMessage", { room, message }),
    pinnable: room !== null && !isShut(room) && may("pin", { room, message }),
    isSaved: saved,
  });
  function choose(action: () => void) {
    onClose();
    action();
  }
  return (
    <Modal
      title={t("message.label")}
      description={<Words className="line-clamp-2">{previewOfMessage(message)}</Words>}
      onClose={onClose}
    >
      <div className="flex flex-col px-3 pt-2 pb-4">
        {react && (
          <QuickReactions onChoose={(emoji) => choose(() => react(message, emoji, true))} />
        )}
        {choices.map(({ icon: Icon, label, isDangerous, choose: act }) => (
          <button
            key={label}
            type="button"
            onClick={() => choose(act)}
            className={classNames(
              "flex h-12 items-center gap-3 rounded-xl px-3 text-base hover:bg-hover",
              isDangerous && "text-danger-text",
            )}
          >
            <Icon size={19} aria-hidden />
            {t(label)}
          </button>
        ))}
      </div>
    </Modal>
  );
}
