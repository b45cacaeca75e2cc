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
    const toRooms: Entry[] = rooms.map((room) => ({
      id: room.id,
      title: room.name,
      words: room.topic,
      room,
      run: () => navigate(roomPath(room.id)),
    }));
    const action = (id: string, title: string, words: string, run: () => void): Entry => {
      return { id, title, words, room: null, run };
    };
    const dialog = (title: string, words: string, state: DialogState) =>
      action(state.name, title, words, () => openDialog(state));
    const aboutHere =
      here === undefined
        ? []
        : [
            dialog(`Invite people to ${here.name}`, "add members", {
              name: "invite",
              roomId: here.id,
            }),
            dialog(`Members of ${here.name}`, "people", { name: "members", roomId: here.id }),
            dialog(`Name and topic of ${here.name}`, "settings rename about", {
              name: "room-settings",
              roomId: here.id,
            }),
            dialog(`Leave ${here.name}`, "quit exit", { name: "leave-room", roomId: here.id }),
          ];
    return [
      ...toRooms,
      dialog("Create a room", "new channel", { name: "create-room" }),
      action("browse", "Browse public rooms", "search join find directory", () =>
        navigate("/browse"),
      ),
      ...aboutHere,
      action("theme-system", "Theme: as the system", "appearance colour", () =>
        chooseTheme("system"),
      ),
      action("theme-light", "Theme: light", "appearance colour bright day", () =>
        chooseTheme("light"),
      ),
      action("theme-dark", "Theme: dark", "appearance colour night", () => chooseTheme("dark")),
      dialog("Where I am signed in", "sessions devices", { name: "sessions" }),
      dialog("Keyboard", "shortcuts keys help", { name: "shortcuts" }),
      dialog("Sign out", "log out", { name: "sign-out" }),
    ];
  }, [rooms, here, navigate, openDialog]);
}
