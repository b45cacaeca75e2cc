import { limits } from "@roost/protocol/limits.ts";
import type { ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import { type RoomRole, roomRoles } from "@roost/protocol/permissions.ts";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { Modal } from "../../chat/controls/modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { SelectField } from "../../chat/controls/select-field.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { PeopleChoice } from "./people-choice.tsx";

interface AddMembersProps {
  room: ManagedRoom;
  onAdded: () => void;
  onClose: () => void;
}

/** Brings people into a room. Those who are in it already stay as they are. */
export function AddMembersDialog({ room, onAdded, onClose }: AddMembersProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [role, setRole] = useState<RoomRole>("member");
  const field = useRef<HTMLInputElement>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    const body = { userIds: [...chosen], role };
    await inWords(t, () => administration.addRoomMembers(room.id, body));
    showToast(t("panel.room.add.done", { count: chosen.size }));
    onAdded();
    onClose();
  });
  function toggle(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id) && next.size < limits.inviteUsers) next.add(id);
    setChosen(next);
  }
  return (
    <Modal
      title={t("panel.room.add.title", { name: room.name })}
      height="tall"
      initialFocus={field}
      onClose={onClose}
    >
      <PeopleChoice chosen={chosen} onToggle={toggle} field={field} />
      <form
        onSubmit={(event: FormEvent) => onSubmit(event)}
        className="flex flex-col gap-3 border-t border-line px-5 pt-3 pb-5"
      >
        {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
        <SelectField
          label={t("panel.room.add.role")}
          value={role}
          onChoose={(value) => setRole(value as RoomRole)}
        >
          {[...roomRoles].reverse().map((one) => (
            <option key={one} value={one}>
              {t(`panel.room.role.${one}`)}
            </option>
          ))}
        </SelectField>
        <div className="flex justify-end gap-2">
          <Button look="plain" onClick={onClose}>
            {t("controls.cancel")}
          </Button>
          <Button look="primary" type="submit" busy={busy} disabled={chosen.size === 0}>
            {chosen.size === 0
              ? t("panel.room.add")
              : t("panel.room.add.do", { count: chosen.size })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
