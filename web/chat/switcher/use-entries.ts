import {
  Compass,
  DoorOpen,
  Keyboard,
  LogOut,
  type LucideIcon,
  Monitor,
  MonitorSmartphone,
  Moon,
  Plus,
  Settings2,
  Sun,
  UserPlus,
  Users,
} from "lucide-react";
import { useMemo } from "react";
import { useLocation, useRoute } from "wouter";
import { roomPath } from "../room/links.ts";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { type DialogState, useOpenDialog } from "../shell/dialogs.ts";
import { choose as chooseTheme } from "../theme/theme.ts";
import type { Entry } from "./entries.ts";

/** My rooms, and everything that can be done from anywhere. */
export function useEntries(): Entry[] {
  const rooms = useObservable(useRoost().rooms);
  const openDialog = useOpenDialog();
  const [, navigate] = useLocation();
  const [, params] = useRoute("/rooms/:id/:number?");
  const here = rooms.find((room) => room.id === params?.id);
  return useMemo(() => {
    const toRooms = rooms.map(
      (room): Entry => ({
        id: room.id,
        title: room.name,
        words: room.topic,
        room,
        icon: null,
        run: () => navigate(roomPath(room.id)),
      }),
    );
    const action = (
      icon: LucideIcon,
      title: string,
      words: string,
      run: DialogState | (() => void),
    ): Entry => ({
      id: title.replaceAll(" ", "-"),
      title,
      words,
      room: null,
      icon,
      run: typeof run === "function" ? run : () => openDialog(run),
    });
    const roomId = here?.id;
    const aboutHere =
      roomId === undefined
        ? []
        : [
            action(UserPlus, "Invite people to this room", "add members", {
              name: "invite",
              roomId,
            }),
            action(Users, "Members of this room", "people", { name: "members", roomId }),
            action(Settings2, "Name and topic of this room", "settings rename about", {
              name: "room-settings",
              roomId,
            }),
            action(DoorOpen, "Leave this room", "quit exit", { name: "leave-room", roomId }),
          ];
    return [
      ...toRooms,
      action(Plus, "Create a room", "new channel", { name: "create-room" }),
      action(Compass, "Browse public rooms", "search join find", () => navigate("/browse")),
      ...aboutHere,
      action(Monitor, "Theme: as the system", "appearance", () => chooseTheme("system")),
      action(Sun, "Theme: light", "appearance bright day", () => chooseTheme("light")),
      action(Moon, "Theme: dark", "appearance night", () => chooseTheme("dark")),
      action(MonitorSmartphone, "Where I am signed in", "sessions devices", { name: "sessions" }),
      action(Keyboard, "Keyboard", "shortcuts keys help", { name: "shortcuts" }),
      action(LogOut, "Sign out", "log out", { name: "sign-out" }),
    ];
  }, [rooms, here, navigate, openDialog]);
}
