import type { Bot } from "@roost/protocol/bots.ts";
import { UserCheck, UserX } from "lucide-react";
import type { ReactElement } from "react";
import { type BotDialog, BotMenu } from "../../chat/bots/bot-menu.tsx";
import { MenuItem } from "../../chat/controls/menu.tsx";
import { useText } from "../../chat/language/language.ts";
import type { MenuButtonProps } from "../../chat/loading/menu-button.tsx";
import { part } from "../../chat/loading/part.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { useAdministrator, useMay } from "../session/administrator.ts";

const ChangeBot = part(() => import("../../chat/bots/change-bot-dialog.tsx"));
const DeleteBot = part(() => import("../../chat/bots/delete-bot-dialog.tsx"));
const Picture = part(() => import("../../chat/picture/picture-dialog.tsx"));
const ConfirmChange = part(async () => ({
  default: (await import("../person/confirm-dialogs.tsx")).ConfirmChange,
}));
const TimedDialog = part(async () => ({
  default: (await import("../person/timed-dialog.tsx")).TimedDialog,
}));

interface BotActionsProps {
  bot: Bot;
  onChanged: () => void;
  /** Behind its end, in place of `onChanged`. */
  onDeleted?: () => void;
  trigger: MenuButtonProps["trigger"];
}

/** What I may do with a bot; nothing where that is nothing. */
export default function BotActions({
  bot,
  onChanged,
  onDeleted = onChanged,
  trigger,
}: BotActionsProps) {
  const t = useText();
  const may = useMay();
  const { accounts } = useAdministrator();
  const openDialog = useDialog();
  if (!may("changeBot", bot)) return null;
  const targets = { people: [bot], onChanged };

  function open(dialog: BotDialog) {
    openDialog((close) => drawn(dialog, close));
  }

  function drawn(dialog: BotDialog, onClose: () => void): ReactElement {
    switch (dialog.name) {
      case "change-bot":
        return <ChangeBot dialog={dialog} onClose={onClose} />;
      case "delete-bot":
        return <DeleteBot dialog={{ ...dialog, onChanged: onDeleted }} onClose={onClose} />;
      case "picture":
        return <Picture dialog={dialog} onClose={onClose} />;
    }
  }

  return (
    <BotMenu {...{ bot, accounts, onChanged, trigger }} openDialog={open}>
      {bot.suspension === null && may("suspend", bot) && (
        <MenuItem
          icon={UserX}
          onSelect={() =>
            openDialog((close) => <TimedDialog {...targets} wish="suspend" onClose={close} />)
          }
        >
          {t("panel.person.suspend")}
        </MenuItem>
      )}
      {bot.suspension !== null && may("unsuspend", bot) && (
        <MenuItem
          icon={UserCheck}
          onSelect={() =>
            openDialog((close) => <ConfirmChange {...targets} wish="unsuspend" onClose={close} />)
          }
        >
          {t("panel.person.unsuspend")}
        </MenuItem>
      )}
    </BotMenu>
  );
}
