import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { limits } from "@roost/protocol/limits.ts";
import { MessagesSquare } from "lucide-react";
import { useDeferredValue, useRef, useState } from "react";
import { Button } from "../../chat/controls/button.tsx";
import { Modal } from "../../chat/controls/modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { SearchField } from "../../chat/controls/search-field.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";
import { Egg } from "../../chat/person/egg.tsx";
import { PeopleList } from "../../chat/person/people-list.tsx";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { Words } from "../../chat/words/words.tsx";
import { useDialog } from "../frame/dialogs.tsx";
import { useSubmit } from "../frame/use-submit.ts";
import type { Filters } from "../list/use-filters.ts";
import { useFoundPeople } from "../room/use-found-people.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";

/** Leads to a direct, which is found by its people, with a reason. */
export function OpenDirect({ filters }: { filters: Filters }) {
  const t = useText();
  const openDialog = useDialog();
  return (
    <Button
      look="quiet"
      onClick={() =>
        openDialog((close) => (
          <OpenDirectDialog onOpened={(room) => filters.set({ room })} onClose={close} />
        ))
      }
    >
      <MessagesSquare size={16} aria-hidden />
      {t("panel.messages.direct.open")}
    </Button>
  );
}

interface OpenDirectDialogProps {
  onOpened: (roomId: string) => void;
  onClose: () => void;
}

function OpenDirectDialog({ onOpened, onClose }: OpenDirectDialogProps) {
  const t = useText();
  const { administration } = useAdministrator();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState("");
  const pages = useFoundPeople(useDeferredValue(typed.trim()));
  const field = useRef<HTMLInputElement>(null);
  const { busy, error, onSubmit } = useSubmit(async () => {
    const body = { userIds: [...chosen], reason: reason.trim() };
    const { roomId } = await inWords(t, () => administration.openMessages(body));
    onOpened(roomId);
    onClose();
  });
  function toggle(id: string) {
    const next = new Set(chosen);
    if (!next.delete(id) && next.size < limits.directPeople) next.add(id);
    setChosen(next);
  }
  return (
    <Modal
      title={t("panel.messages.direct.open")}
      description={t("panel.messages.direct.text")}
      height="tall"
      initialFocus={field}
      onClose={onClose}
    >
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
                onChange={() => toggle(id)}
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
      <form onSubmit={onSubmit} className="flex flex-col gap-3 border-t border-line px-5 pt-3 pb-5">
        {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
        <TextField
          label={t("panel.messages.unlock.reason")}
          maxLength={admissionLimits.inspectionReasonCharacters}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button look="plain" onClick={onClose}>
            {t("controls.cancel")}
          </Button>
          <Button
            look="primary"
            type="submit"
            busy={busy}
            disabled={chosen.size === 0 || reason.trim() === ""}
          >
            {t("panel.messages.unlock")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
