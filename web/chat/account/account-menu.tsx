import { Ban, Keyboard, LogOut, Settings, ShieldCheck, Smile } from "lucide-react";
import type { ReactElement } from "react";
import { useLocation } from "wouter";
import { Menu, MenuItem, MenuSeparator } from "../controls/menu.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { modKey } from "../shortcuts/keys.ts";
import { mayOpenPanel } from "./panel-pages.ts";

/** My status, the settings, keys and the way out. */
export default function AccountMenu({ trigger }: { trigger: ReactElement }) {
  const t = useText();
  const openDialog = useOpenDialog();
  const [, navigate] = useLocation();
  const { roost, me } = useSignedIn();
  // They may be others since the page was opened.
  const now = useObservable(roost.me) ?? me;
  return (
    <Menu side="top" align="start" trigger={trigger}>
      <MenuItem icon={Smile} onSelect={() => openDialog({ name: "presence" })}>
        {t("status.title")}
      </MenuItem>
      <MenuItem icon={Settings} shortcut={`${modKey(t)} ,`} onSelect={() => navigate("/settings")}>
        {t("account.settings")}
      </MenuItem>
      <MenuItem icon={Ban} onSelect={() => openDialog({ name: "blocks" })}>
        {t("people.blocks.title")}
      </MenuItem>
      <MenuItem icon={Keyboard} shortcut="?" onSelect={() => openDialog({ name: "shortcuts" })}>
        {t("account.keyboard")}
      </MenuItem>
      {mayOpenPanel(now) && (
        <MenuItem icon={ShieldCheck} onSelect={() => location.assign("/admin")}>
          {t("account.administration")}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={() => openDialog({ name: "sign-out" })}>
        {t("account.sign-out")}
      </MenuItem>
    </Menu>
  );
}
