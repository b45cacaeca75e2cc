import { Keyboard, LogOut, MonitorSmartphone } from "lucide-react";
import type { ReactElement } from "react";
import { Menu, MenuItem, MenuSeparator } from "../controls/menu.tsx";
import { useOpenDialog } from "../shell/dialogs.ts";
import { ThemeChooser } from "./theme-chooser.tsx";

/** Theme, sessions, keys and the way out. */
export default function AccountMenu({ trigger }: { trigger: ReactElement }) {
  const openDialog = useOpenDialog();
  return (
    <Menu side="top" align="start" trigger={trigger}>
      <ThemeChooser />
      <MenuSeparator />
      <MenuItem icon={MonitorSmartphone} onSelect={() => openDialog({ name: "sessions" })}>
        Where I am signed in
      </MenuItem>
      <MenuItem icon={Keyboard} shortcut="?" onSelect={() => openDialog({ name: "shortcuts" })}>
        Keyboard
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={() => openDialog({ name: "sign-out" })}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
