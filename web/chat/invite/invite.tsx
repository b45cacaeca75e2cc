import type { User } from "@roost/protocol/user.ts";
import type { RoomView, Roost } from "@roost/sdk";
import { Check, Link } from "lucide-react";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { classNames } from "../controls/class-names.ts";
import { copyText } from "../controls/copy-text.ts";
import { Modal } from "../controls/modal.tsx";
import { MoreRows } from "../controls/more-rows.tsx";
import { Notice } from "../controls/notice.tsx";
import { SearchField } from "../controls/search-field.tsx";
import { showToast } from "../controls/toast.tsx";
import { usePages } from "../controls/use-pages.ts";
import { Egg } from "../person/egg.tsx";
import { copiedLinkText, linksStayHere, roomLink } from "../room/links.ts";
import { useMyRoom, useSignedIn } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useObservable } from "../session/use-observable.ts";
import type { DialogProps } from "../shell/dialog-host.tsx";

/** Chooses people of this server and brings them into the room. */
export default function Invite({ dialog, onClose }: DialogProps<"invite">) {
  const { roost, me } = useSignedIn();
  const room = useMyRoom(dialog.roomId);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<ReadonlyMap<string, User>>(new Map());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const searchField = useRef<HTMLInputElement>(null);

  const key = useDeferredValue(query.trim());
  const fetchPage = useMemo(() => pageOfPeople(roost), [roost]);
  const pages = usePages(key, fetchPage);
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
      showToast(chosen.size === 1 ? "Invited one person" : `Invited ${chosen.size} people`);
      onClose();
    } catch (refused) {
      setError(describeTrouble(refused));
      setBusy(false);
    }
  }

  if (room === null) return null;
  return (
    <Modal
      title="Invite people"
      description={`They join ${room.name} at once.`}
      height="tall"
      initialFocus={searchField}
      onClose={onClose}
    >
      <div className="px-5 pt-3 pb-2">
        <SearchField
          label="Search people by name"
          ref={searchField}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <ul
        aria-label="People"
        aria-busy={pages.status === "loading"}
        className="min-h-0 flex-1 overflow-y-auto px-3"
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
        {pages.status === "ready" && people.length === 0 && (
          <li className="px-3 py-8 text-center text-sm text-ink-soft">
            {key === ""
              ? "Nobody else has an account here yet."
              : `Nobody here is called “${key}”.`}{" "}
            {room.kind === "private"
              ? "People need an account before they can be invited."
              : "Send them the link to this room."}
          </li>
        )}
        {pages.status === "error" && (
          <li className="px-2">
            <Notice>
              {pages.error}{" "}
              <button type="button" className="font-semibold underline" onClick={pages.retry}>
                Try again
              </button>
            </Notice>
          </li>
        )}
        {pages.hasMore && (
          <li>
            <MoreRows loading={pages.status === "loading"} onReach={pages.loadMore} />
          </li>
        )}
      </ul>
      {error !== null && <Notice className="mx-5 my-2">{error}</Notice>}
      <div className="flex flex-wrap items-center gap-2 border-t border-line px-5 py-3">
        <LinkNotes room={room} />
        <Button
          look="plain"
          className="-ms-3"
          onClick={async () => {
            if (await copyText(roomLink(room.id))) showToast(copiedLinkText(room));
          }}
        >
          <Link size={16} aria-hidden />
          Copy link
        </Button>
        <Button
          look="primary"
          className="ms-auto"
          busy={busy}
          disabled={chosen.size === 0}
          onClick={invite}
        >
          {chosen.size < 2 ? "Invite" : `Invite ${chosen.size}`}
        </Button>
      </div>
    </Modal>
  );
}

/** For whom the link works, where that is not everybody. */
function LinkNotes({ room }: { room: RoomView }) {
  const notes = [
    room.kind === "private" &&
      "The link works for people who are in the room. Invite them here first.",
    linksStayHere() &&
      "This address works on this computer only. Open Roost by its address in the network before you copy the link.",
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
  return (
    <li>
      <label
        className={classNames(
          "flex min-h-13 items-center gap-3 rounded-xl px-2 py-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-[-2px] has-focus-visible:outline-focus",
          inRoom ? "opacity-60" : "cursor-pointer hover:bg-hover",
        )}
      >
        <Egg id={user.id} name={user.displayName} />
        <span className="min-w-0 flex-1 leading-tight">
          <span className="block truncate text-[0.9375rem] font-medium">{user.displayName}</span>
          <span className="block truncate text-xs text-ink-faint">
            @{user.username}
            {inRoom && " · already here"}
          </span>
        </span>
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

const pageOfPeople = (roost: Roost) => async (query: string, cursor: string | null) => {
  const page = await roost.api.users({
    ...(query === "" ? {} : { query }),
    ...(cursor === null ? {} : { cursor }),
  });
  return { rows: page.users, nextCursor: page.nextCursor };
};
