import type { RoomView } from "@roost/sdk";
import { Bell, BellOff, CheckCheck, FolderInput, Star, StarOff } from "lucide-react";
import { MenuItem } from "../controls/menu.tsx";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { mute, put } from "./arrange.ts";
import { homeOf } from "./sections.ts";

/** What of a room's menu is about my list. */
export function RoomItems({ room }: { room: RoomView }) {
  const t = useText();
  const roost = useRoost();
  const openDialog = useOpenDialog();
  const isMuted = useObservable(roost.list.muted).has(room.id);
  const filed = useObservable(roost.list.filed).get(room.id);
  const isFavourite = filed?.value?.section === "favourites";
  return (
    <>
      {room.unread > 0 && (
        <MenuItem icon={CheckCheck} onSelect={() => roost.markRead(room.id, room.lastNumber)}>
          {t("arrangement.mark-read")}
        </MenuItem>
      )}
      <MenuItem
        icon={isFavourite ? StarOff : Star}
        onSelect={() => put(roost, room, isFavourite ? homeOf(room) : "favourites")}
      >
        {t(isFavourite ? "arrangement.unfavourite" : "arrangement.favourite")}
      </MenuItem>
      <MenuItem
        icon={FolderInput}
        onSelect={() => openDialog({ name: "move-room", roomId: room.id })}
      >
        {t("arrangement.move")}
      </MenuItem>
      <MenuItem icon={isMuted ? Bell : BellOff} onSelect={() => mute(roost, room.id, !isMuted)}>
        {t(isMuted ? "arrangement.unmute" : "arrangement.mute")}
      </MenuItem>
    </>
  );
}
