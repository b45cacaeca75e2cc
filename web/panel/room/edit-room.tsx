import type { ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import { useRef, useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { RoomFields, type RoomFieldValues } from "./room-fields.tsx";

interface EditRoomProps {
  room: ManagedRoom;
  onChanged: () => void;
  onClose: () => void;
}

/** Changes what a room is called, and who finds it. */
export function EditRoomDialog({ room, onChanged, onClose }: EditRoomProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const { name, topic, kind } = room;
  const [values, setValues] = useState<RoomFieldValues>({ name, topic, kind });
  const [isNameless, setNameless] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    if (values.name.trim() === "") {
      setNameless(true);
      return nameField.current?.focus();
    }
    await inWords(t, () => administration.changeRoom(room.id, values));
    showToast(t("panel.room.edit.done"));
    onChanged();
    onClose();
  });
  return (
    <FormModal
      title={t("panel.room.edit.title", { name: room.name })}
      description={t("panel.room.edit.text")}
      action={t("panel.room.edit.save")}
      busy={busy}
      initialFocus={nameField}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <RoomFields
        values={values}
        nameField={nameField}
        error={isNameless ? t("panel.room.name.empty") : null}
        onChange={(next) => {
          setValues(next);
          setNameless(false);
        }}
      />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}
