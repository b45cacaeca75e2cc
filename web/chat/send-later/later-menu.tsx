import { CalendarClock, Clock } from "lucide-react";
import type { ReactElement } from "react";
import { Menu, MenuItem, MenuSeparator } from "../controls/menu.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { formatUntil } from "../time/format.ts";
import { nextTimes } from "./times.ts";

export interface LaterMenuProps {
  trigger: ReactElement;
  onChoose: (at: Date) => void;
}

/** When a message is to be sent. */
export default function LaterMenu({ trigger, onChoose }: LaterMenuProps) {
  const t = useText();
  const openDialog = useOpenDialog();
  const now = new Date();
  return (
    <Menu side="top" trigger={trigger}>
      {nextTimes(now).map(({ name, at }) => (
        <MenuItem
          key={name}
          icon={Clock}
          shortcut={formatUntil(at.toISOString(), now, t)}
          onSelect={() => onChoose(at)}
        >
          {t(`send-later.${name}`)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={CalendarClock} onSelect={() => openDialog({ name: "send-later", onChoose })}>
        {t("send-later.choose")}
      </MenuItem>
    </Menu>
  );
}
