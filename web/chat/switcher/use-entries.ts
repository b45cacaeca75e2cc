import { may } from "@roost/protocol/offers.ts";
import {
  Archive,
  Ban,
  Bookmark,
  CalendarClock,
  CalendarSearch,
  CheckCheck,
  CircleDot,
  Compass,
  DoorOpen,
  ImagePlus,
  Keyboard,
  Languages,
  LogOut,
  type LucideIcon,
  Monitor,
  MonitorSmartphone,
  Moon,
  NotebookPen,
  PencilLine,
  Pin,
  Plus,
  Settings,
  Settings2,
  SquarePen,
  Sun,
  UserPlus,
  Users,
} from "lucide-react";
import { useMemo } from "react";
import { useLocation, useRoute } from "wouter";
import { type DialogState, useOpenDialog } from "../dialogs/dialogs.ts";
import { useOpenDirect } from "../directs/use-open-direct.ts";
import { changeLanguage } from "../entrance/change-language.ts";
import { useText } from "../language/language.ts";
import { languageCodes, languages } from "../language/languages.ts";
import type { FixedKey } from "../language/text.tsx";
import { useOpenPanel } from "../panels/use-panel.ts";
import { othersIn, useTitleOf } from "../person/use-title.ts";
import { roomPath } from "../room/links.ts";
import { archiveRoom } from "../room-settings/archive-room.ts";
import { useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";
import { choose as chooseTheme } from "../theme/theme.ts";
import { markAllRead } from "../views/mark-all-read.ts";
import type { Entry } from "./entries.ts";

/** My rooms, and everything that can be done from anywhere. */
export function useEntries(): Entry[] {
  const t = useText();
  const { roost, me } = useSignedIn();
  const rooms = useObservable(roost.rooms);
  const openDialog = useOpenDialog();
  const openDirect = useOpenDirect();
  const openPanel = useOpenPanel();
  const titleOf = useTitleOf();
  const [, navigate] = useLocation();
  const [, params] = useRoute("/rooms/:id/:number?");
  const here = rooms.find((room) => room.id === params?.id);
  return useMemo(() => {
    const toRooms = rooms.map(
      (room): Entry => ({
        id: room.id,
        title: titleOf(room),
        words: [room.topic, ...othersIn(room, me.id).map((id) => roost.user(id)?.username)].join(
          " ",
        ),
        room,
        user: null,
        icon: null,
        run: () => navigate(roomPath(room.id)),
      }),
    );
    const action = (icon: LucideIcon, key: ActionKey, run: DialogState | (() => void)): Entry => ({
      id: key.replaceAll(".", "-"),
      title: t(key),
      words: t(`${key}.words`),
      room: null,
      user: null,
      icon,
      run: typeof run === "function" ? run : () => openDialog(run),
    });
    const roomId = here?.id;
    const isOpen = here?.archivedAt === undefined;
    const aboutHere =
      roomId === undefined || !here
        ? []
        : [
            ...(isOpen && may("invite", { me, room: here })
              ? [action(UserPlus, "switcher.invite", { name: "invite", roomId })]
              : []),
            action(Users, "switcher.members", () => openPanel("members", null)),
            action(Pin, "switcher.pins", () => openPanel("pins", null)),
            action(CalendarSearch, "switcher.date", { name: "jump-to-date", roomId }),
            ...(here.kind === "direct"
              ? []
              : [action(Settings2, "switcher.settings", { name: "room-settings", roomId })]),
            ...(here.kind !== "direct" && isOpen && may("updateRoom", { me, room: here })
              ? [action(Archive, "switcher.archive", () => archiveRoom(roost, roomId))]
              : []),
            ...(may("leaveRoom", { me, room: here })
              ? [action(DoorOpen, "switcher.leave", { name: "leave-room", roomId })]
              : []),
          ];
    return [
      ...toRooms,
      ...(may("createRoom", { me })
        ? [action(Plus, "switcher.create", { name: "create-room" })]
        : []),
      ...(may("openDirect", { me })
        ? [
            action(SquarePen, "switcher.new-direct", { name: "new-direct" }),
            action(NotebookPen, "switcher.notes", () => openDirect([])),
          ]
        : []),
      action(Users, "switcher.everybody", { name: "people" }),
      ...(may("addEmoji", { me })
        ? [action(ImagePlus, "switcher.emoji", { name: "custom-emoji" })]
        : []),
      ...(may("findRooms", { me })
        ? [action(Compass, "switcher.browse", () => navigate("/browse"))]
        : []),
      action(CircleDot, "switcher.unreads", () => navigate("/unreads")),
      action(Bookmark, "switcher.saved", () => navigate("/saved")),
      action(PencilLine, "switcher.drafts", () => navigate("/drafts")),
      action(CalendarClock, "switcher.scheduled", () => navigate("/scheduled")),
      action(CheckCheck, "switcher.all-read", () => markAllRead(roost)),
      ...aboutHere,
      action(Monitor, "switcher.theme-system", () => chooseTheme("system")),
      action(Sun, "switcher.theme-light", () => chooseTheme("light")),
      action(Moon, "switcher.theme-dark", () => chooseTheme("dark")),
      action(Languages, "switcher.language-system", () => changeLanguage("system")),
      ...languageCodes.map(
        (code): Entry => ({
          id: `switcher-language-${code}`,
          title: t("switcher.language", { name: languages[code].name }),
          words: t("switcher.language-system.words"),
          room: null,
          user: null,
          icon: Languages,
          run: () => changeLanguage(code),
        }),
      ),
      action(Ban, "switcher.blocks", { name: "blocks" }),
      action(MonitorSmartphone, "switcher.sessions", () => navigate("/settings/sessions")),
      action(Settings, "switcher.my-settings", () => navigate("/settings")),
      action(Keyboard, "switcher.keyboard", { name: "shortcuts" }),
      action(LogOut, "switcher.sign-out", { name: "sign-out" }),
    ];
  }, [rooms, here, me, roost, navigate, openDialog, openDirect, openPanel, titleOf, t]);
}

/** Texts that have other words beside them which find them. */
type ActionKey = {
  [Key in FixedKey]: Key extends `${infer Action}.words` ? Action : never;
}[FixedKey] &
  FixedKey &
  `switcher.${string}`;
