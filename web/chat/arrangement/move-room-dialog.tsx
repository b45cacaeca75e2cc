import { Check, Folder, type LucideIcon, MessagesSquare, Plus, Star } from "lucide-react";
import { classNames } from "../controls/class-names.ts";
import { Modal } from "../controls/modal.tsx";
import { type DialogProps, useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useTitleOf } from "../person/use-title.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { Words } from "../words/words.tsx";
import { put } from "./arrange.ts";
import { sectionTitle } from "./section-title.ts";
import { homeOf, sectionOf } from "./sections.ts";
import { listStateOf, useSections } from "./use-sections.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "move-room": { roomId: string };
  }
}

/** Asks for the section that a room goes into. */
export default function MoveRoom({ dialog, onClose }: DialogProps<"move-room">) {
  const t = useText();
  const roost = useRoost();
  const openDialog = useOpenDialog();
  const titleOf = useTitleOf();
  const room = useMyRoom(dialog.roomId);
  const sections = useSections();
  if (room === null) return null;
  const home = homeOf(room);
  const present = sectionOf(room, listStateOf(roost));
  const open = sections.filter(({ id }) => id === home || (id !== "rooms" && id !== "directs"));
  return (
    <Modal
      title={t("arrangement.move.title")}
      description={<Words>{titleOf(room)}</Words>}
      onClose={onClose}
    >
      <ul className="flex flex-col overflow-y-auto px-3 pt-2 pb-4">
        {open.map((section) => (
          <li key={section.id}>
            <Choice
              icon={
                section.id === "favourites" ? Star : section.id === home ? MessagesSquare : Folder
              }
              current={section.id === present}
              onChoose={() => {
                onClose();
                void put(roost, room, section.id);
              }}
            >
              {sectionTitle(section, t)}
            </Choice>
          </li>
        ))}
        <li className="mt-1.5 border-t border-line pt-1.5">
          <Choice
            icon={Plus}
            onChoose={() => openDialog({ name: "section", sectionId: null, roomId: room.id })}
          >
            {t("arrangement.new-section")}
          </Choice>
        </li>
      </ul>
    </Modal>
  );
}

interface ChoiceProps {
  icon: LucideIcon;
  current?: boolean;
  children: string;
  onChoose: () => void;
}

function Choice({ icon: Icon, current = false, children, onChoose }: ChoiceProps) {
  return (
    <button
      type="button"
      aria-current={current ? "true" : undefined}
      onClick={onChoose}
      className={classNames(
        "tap flex h-11 w-full items-center gap-3 rounded-xl px-3 text-start text-[0.9375rem] outline-offset-[-2px] hover:bg-hover",
        current && "font-semibold",
      )}
    >
      <Icon size={18} aria-hidden className="shrink-0 text-ink-faint" />
      <Words className="min-w-0 flex-1 truncate">{children}</Words>
      {current && <Check size={17} aria-hidden className="text-accent-text" />}
    </button>
  );
}
