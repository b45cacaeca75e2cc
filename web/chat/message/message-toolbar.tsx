import type { Message } from "@roost/protocol/message.ts";
import { Ellipsis, SmilePlus } from "lucide-react";
import { IconButton } from "../controls/icon-button.tsx";
import { useText } from "../language/language.ts";
import { MenuButton } from "../loading/menu-button.tsx";
import { part } from "../loading/part.tsx";
import { ReactButton } from "../reactions/react-button.tsx";
import { useMessageActions } from "./message-actions.ts";
import type { MessageChoice } from "./message-choices.ts";
import { shownKey } from "./shown-key.ts";

const MessageMenu = part(() => import("./message-menu.tsx"));

export interface MessageToolbarProps {
  message: Message;
  choices: readonly MessageChoice[];
}

/**
 * What is done most often with the message under the pointer or the focus, and a menu of all. So high
 * that it leaves the button of a code block free with which the message begins.
 */
export default function MessageToolbar({ message, choices }: MessageToolbarProps) {
  const t = useText();
  const { react } = useMessageActions();
  return (
    <div
      role="toolbar"
      aria-label={t("message.label")}
      className="absolute end-2 -top-7 z-10 flex rounded-lg bg-raised p-0.5 shadow-low pointer-coarse:hidden"
    >
      {react && (
        <ReactButton
          onChoose={(emoji) => react(message, emoji, true)}
          trigger={
            <IconButton
              data-react=""
              size="small"
              icon={SmilePlus}
              label={t("reactions.add")}
              shortcut="R"
            />
          }
        />
      )}
      {choices
        .filter(({ isQuick }) => isQuick)
        .map(({ icon, label, keys: [key = ""], choose }) => (
          <IconButton
            key={label}
            size="small"
            icon={icon}
            label={t(label)}
            shortcut={shownKey(key, t)}
            onClick={choose}
          />
        ))}
      <MenuButton
        trigger={<IconButton size="small" icon={Ellipsis} label={t("message.more")} />}
        menu={(button) => <MessageMenu choices={choices} from={button} />}
      />
    </div>
  );
}
