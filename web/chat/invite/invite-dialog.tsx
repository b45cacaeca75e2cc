import type { User } from "@roost/protocol/user.ts";
import type { RoomView } from "@roost/sdk";
import { Check, Link } from "lucide-react";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { classNames } from "../controls/class-names.ts";
import { copyText } from "../controls/copy-text.ts";
import { Modal } from "../controls/modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { SearchField } from "../controls/search-field.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { PeopleList } from "../person/people-list.tsx";
import { PersonLine } from "../person/person-line.tsx";
import { usePeople } from "../person/use-people.ts";
import { copiedLinkText, linksStayHere, roomLink } from "../room/links.ts";
import { describeInviteTrouble } from "../session/invite-trouble.ts";
import { useMyRoom, useSignedIn } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    invite: { roomId: string };
  }
}

/** Chooses people of this server and brings them into the room. */
export default function Invite({ dialog, onClose }: DialogProps<"invite">) {
  const t = useText();
  const { roost, me } = useSignedIn();
  const room = useMyRoom(dialog.roomId);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<ReadonlyMap<string, User>>(new Map());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const searchField = useRef<HTMLInputElement>(null);

  const key = useDeferredValue(query.trim());
  const pages = usePeople(key);
  const members = useObservable(roost.members(dialog.roomId)).members;
  const inRoom = useMemo(() => new Set(members.map((member) => member.userId)), [members]);
  const people = pages.rows.filter((user) => user.id !== me.id);

  const toggle = useCallback((user: User) => {
    setChosen((before) => {
      const next = new Map(before);
      if (!next.delete(user.id)) next.set(user.id, user);
      return next;
    });
  }, []);

  async function invite() {
    setBusy(true);
    setError(null);
    try {
      await roost.api.invite(dialog.roomId, [...chosen.keys()]);
      showToast(t("invite.done", { count: chosen.size }));
      onClose();
    } catch (refused) {
      setError(describeInviteTrouble(refused, t));
      setBusy(false);
    }
  }

  if (room === null) return null;
  const nobody = (
    <>
      {key === "" ? t("invite.nobody") : t("invite.nobody-called", { name: key })}{" "}
      {t(room.kind === "private" ? "invite.need-account" : "invite.send-link")}
    </>
  );
  return (
    <Modal
      title={t("invite.title")}
      description={t("invite.text", { room: room.name })}
      height="tall"
      initialFocus={searchField}
      onClose={onClose}
    >
      <div className="px-5 pt-3 pb-2">
        <SearchField
          label={t("invite.search")}
          ref={searchField}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <PeopleList
        label={t("invite.people")}
        pages={pages}
        nobody={people.length === 0 ? nobody : null}
      >
        {people.map((user) => (
          <PersonRow
            key={user.id}
            user={user}
            inRoom={inRoom.has(user.id)}
            chosen={chosen.has(user.id)}
            onToggle={toggle}
          />
        ))}
      </PeopleList>
      {error !== null && <Notice className="mx-5 my-2">{error}</Notice>}
      <div className="flex flex-wrap items-center gap-2 border-t border-line px-5 py-3">
        <LinkNotes room={room} />
        <Button
          look="plain"
          className="-ms-3"
          onClick={async () => {
            if (await copyText(roomLink(room.id))) showToast(copiedLinkText(room, t));
          }}
        >
          <Link size={16} aria-hidden />
          {t("invite.copy-link")}
        </Button>
        <Button
          look="primary"
          className="ms-auto"
          busy={busy}
          disabled={chosen.size === 0}
          onClick={invite}
        >
          {chosen.size < 2 ? t("invite.invite") : t("invite.invite-many", { count: chosen.size })}
        </Button>
      </div>
    </Modal>
  );
}

/** For whom the link works, where that is not everybody. */
function LinkNotes({ room }: { room: RoomView }) {
  const t = useText();
  const notes = [
    room.kind === "private" && t("invite.members-only"),
    linksStayHere() && t("invite.local-address"),
  ].filter((note) => note !== false);
  return notes.map((note) => (
    <p key={note} className="w-full text-[0.8125rem] leading-snug text-ink-soft">
      {note}
    </p>
  ));
}

interface PersonRowProps {
  user: User;
  inRoom: boolean;
  chosen: boolean;
  onToggle: (user: User) => void;
}

function PersonRow({ user, inRoom, chosen, onToggle }: PersonRowProps) {
  const t = useText();
  return (
    <li>
      <label
        className={classNames(
          "flex min-h-13 items-center gap-3 rounded-xl px-2 py-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-[-2px] has-focus-visible:outline-focus",
          inRoom ? "opacity-60" : "cursor-pointer hover:bg-hover",
        )}
      >
        <PersonLine user={user} note={inRoom ? t("invite.already-here") : null} />
        <input
          type="checkbox"
          className="sr-only"
          checked={chosen || inRoom}
          disabled={inRoom}
          onChange={() => onToggle(user)}
        />
        <span
          aria-hidden
          className={classNames(
            "grid size-5.5 place-items-center rounded-md",
            chosen || inRoom
              ? "bg-accent text-on-accent"
              : "shadow-[inset_0_0_0_1.5px_var(--line-strong)]",
          )}
        >
          {(chosen || inRoom) && <Check size={15} strokeWidth={3} />}
        </span>
      </label>
    </li>
  );
}
