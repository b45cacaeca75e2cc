import type { Bot } from "@roost/protocol/bots.ts";
import type { Accounts } from "@roost/sdk";
import { Bots } from "@roost/sdk/account.ts";
import { ImageOff, ImagePlus, Pencil, Trash2 } from "lucide-react";
import { type ChangeEvent, type ReactNode, useRef } from "react";
import { Menu, MenuItem } from "../controls/menu.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogState } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { MenuButton, type MenuButtonProps } from "../loading/menu-button.tsx";
import { describeTrouble } from "../session/trouble.ts";

export type BotDialog = Extract<DialogState, { name: "change-bot" | "delete-bot" | "picture" }>;

interface BotMenuProps {
  bot: Bot;
  accounts: Accounts;
  openDialog: (dialog: BotDialog) => void;
  onChanged: () => void;
  /** The button that opens it. */
  trigger: MenuButtonProps["trigger"];
  /** What else can be done with it. */
  children?: ReactNode;
}

/** What those who look after bots do with one. */
export function BotMenu(props: BotMenuProps) {
  const { bot, accounts, openDialog, onChanged, trigger, children } = props;
  const t = useText();
  const input = useRef<HTMLInputElement>(null);

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const field = event.currentTarget;
    const [file] = field.files ?? [];
    if (!file) return;
    try {
      openDialog({ name: "picture", image: await createImageBitmap(file), save });
    } catch {
      showToast(t("settings.picture.unreadable"), "trouble");
    }
    // The same file again is another choice.
    field.value = "";
  }

  async function save(picture: Blob) {
    await new Bots(accounts).setPicture(bot.id, picture);
    onChanged();
  }

  async function removePicture() {
    try {
      await new Bots(accounts).removePicture(bot.id);
      showToast(t("settings.picture.removed"));
    } catch (refused) {
      showToast(describeTrouble(refused, t), "trouble");
    }
    onChanged();
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        hidden
        onChange={choose}
      />
      <MenuButton
        trigger={trigger}
        menu={(button) => (
          <Menu trigger={button}>
            <MenuItem
              icon={Pencil}
              onSelect={() => openDialog({ name: "change-bot", bot, accounts, onChanged })}
            >
              {t("bots.change")}
            </MenuItem>
            <MenuItem icon={ImagePlus} onSelect={() => input.current?.click()}>
              {t("bots.picture")}
            </MenuItem>
            {bot.picture !== undefined && (
              <MenuItem icon={ImageOff} onSelect={removePicture}>
                {t("bots.picture.remove")}
              </MenuItem>
            )}
            {children}
            <MenuItem
              danger
              icon={Trash2}
              onSelect={() => openDialog({ name: "delete-bot", bot, accounts, onChanged })}
            >
              {t("bots.delete")}
            </MenuItem>
          </Menu>
        )}
      />
    </>
  );
}
