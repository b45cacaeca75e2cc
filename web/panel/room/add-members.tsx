import { limits } from "@roost/protocol/limits.ts";
import type { ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import { type RoomRole, roomRoles } from "@roost/protocol/permissions.ts";
import { type FormEvent, useDeferredValue, useRef, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { Modal } from "../../chat/controls/modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { SearchField } from "../../chat/controls/search-field.tsx";
import { SelectField } from "../../chat/controls/select-field.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { Egg } from "../../chat/person/egg.tsx";
import { PeopleList } from "../../chat/person/people-list.tsx";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { Words } from "../../chat/words/words.tsx";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { useFoundPeople } from "./use-found-people.ts";

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
      <Choice chosen={chosen} onToggle={toggle} field={field} />
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

interface ChoiceProps {
  chosen: ReadonlySet<string>;
  onToggle: (id: string) => void;
  field: React.RefObject<HTMLInputElement | null>;
}

function Choice({ chosen, onToggle, field }: ChoiceProps) {
  const t = useText();
  const [typed, setTyped] = useState("");
  const pages = useFoundPeople(useDeferredValue(typed.trim()));
  return (
    <>
      <div className="px-5 pt-3 pb-2">
        <SearchField
          label={t("panel.people.search")}
          ref={field}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <PeopleList
        label={t("panel.people.title")}
        pages={pages}
        nobody={pages.rows.length === 0 ? t("panel.list.none-fits") : null}
        className="pb-2"
      >
        {pages.rows.map(({ id, displayName, username }) => (
          <li key={id}>
            <label className="tap flex min-h-12 w-full cursor-pointer items-center gap-3 rounded-xl px-2 py-1 outline-offset-[-2px] hover:bg-hover has-checked:bg-selected">
              <input
                type="checkbox"
                checked={chosen.has(id)}
                onChange={() => onToggle(id)}
                className="size-4 shrink-0 accent-accent"
              />
              <Egg id={id} name={displayName} />
              <span className="min-w-0 leading-tight">
                <Words className="block truncate text-[0.9375rem] font-medium">{displayName}</Words>
                <span className="block truncate text-xs text-ink-soft">@{username}</span>
              </span>
            </label>
          </li>
        ))}
      </PeopleList>
    </>
  );
}
