import type { User } from "@roost/protocol/user.ts";
import { useRef, useState } from "react";
import { useLocation } from "wouter";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { OwnerChoice } from "./owner-choice.tsx";
import { RoomFields, type RoomFieldValues } from "./room-fields.tsx";

interface MakeRoomProps {
  onMade: () => void;
  onClose: () => void;
}

/** Makes a room for somebody, and goes to its page. */
export function MakeRoomDialog({ onMade, onClose }: MakeRoomProps) {
  const t = useText();
  const [, navigate] = useLocation();
  const { administration, me } = useAdministrator();
  const [values, setValues] = useState<RoomFieldValues>({ name: "", topic: "", kind: "public" });
  const [owner, setOwner] = useState<User>(me);
  const [isNameless, setNameless] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    if (values.name.trim() === "") {
      setNameless(true);
      return nameField.current?.focus();
    }
    const body = { ...values, ownerId: owner.id };
    const room = await inWords(t, () => administration.makeRoom(body));
    onMade();
    onClose();
    navigate(`/rooms/${room.id}`);
  });
  return (
    <FormModal
      title={t("panel.room.make.title")}
      action={t("panel.room.make")}
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
      <OwnerChoice chosen={owner} onChoose={setOwner} />
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}
