import type { Message } from "@roost/protocol/message.ts";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { MarkdownField } from "../composer/markdown-field.tsx";
import { Button } from "../controls/button.tsx";
import { Modal } from "../controls/modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { SearchField } from "../controls/search-field.tsx";
import { showToast } from "../controls/toast.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { previewOfMessage } from "../markdown/preview.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import type { Entry } from "../switcher/entries.ts";
import { EntryRow } from "../switcher/entry-row.tsx";
import { useActiveEntry } from "../switcher/use-active-entry.ts";
import { Words } from "../words/words.tsx";
import { useTargets } from "./use-targets.ts";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    forward: { message: Message };
  }
}

/** Forwards a message: first to whom, then what is said of it. */
export default function ForwardMessage({ dialog, onClose }: DialogProps<"forward">) {
  const t = useText();
  const [target, setTarget] = useState<Entry | null>(null);
  const search = useRef<HTMLInputElement>(null);
  return (
    <Modal
      title={t("forward.title")}
      description={<Words className="line-clamp-2">{previewOfMessage(dialog.message)}</Words>}
      height="tall"
      initialFocus={search}
      onClose={onClose}
    >
      {target === null ? (
        <Targets search={search} onChoose={setTarget} />
      ) : (
        <Comment
          message={dialog.message}
          target={target}
          onBack={() => setTarget(null)}
          onDone={onClose}
        />
      )}
    </Modal>
  );
}

interface TargetsProps {
  search: React.RefObject<HTMLInputElement | null>;
  onChoose: (target: Entry) => void;
}

function Targets({ search, onChoose }: TargetsProps) {
  const t = useText();
  const listId = useId();
  const [query, setQuery] = useState("");
  const found = useTargets(query).flatMap(({ entries }) => entries);
  const { active, setActive, move } = useActiveEntry(found, query);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && active) onChoose(active);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className="px-5 pt-3 pb-2">
        <SearchField
          ref={search}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={active && `${listId}-${active.id}`}
          label={t("forward.search")}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={t("forward.targets")}
        className="min-h-0 flex-1 overflow-y-auto px-3 pb-3"
      >
        {found.map((entry) => (
          <EntryRow
            key={entry.id}
            id={`${listId}-${entry.id}`}
            entry={entry}
            active={entry === active}
            onPoint={() => setActive(entry)}
            onChoose={() => onChoose(entry)}
          />
        ))}
        {found.length === 0 && (
          <p className="px-3 py-6 text-center text-sm text-ink-soft">
            {t.rich("forward.nothing", { query })}
          </p>
        )}
      </div>
    </>
  );
}

interface CommentProps {
  message: Message;
  target: Entry;
  onBack: () => void;
  onDone: () => void;
}

function Comment({ message, target, onBack, onDone }: CommentProps) {
  const t = useText();
  const roost = useRoost();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function forward() {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const { room, user } = target;
      const roomId = room?.id ?? (await roost.api.openDirect(user ? [user.id] : [])).room.id;
      roost.send(roomId, text, { forward: message });
      showToast(t("forward.done", { name: target.title }));
      onDone();
    } catch (refused) {
      setError(describeTrouble(refused, t));
      setBusy(false);
    }
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-5 pt-3 pb-4">
      <p className="flex items-center gap-2 text-[0.9375rem]">
        <span className="min-w-0 flex-1 truncate">
          {t.rich("forward.to", { name: target.title })}
        </span>
        <Button size="small" onClick={onBack}>
          {t("forward.change")}
        </Button>
      </p>
      <div className="relative rounded-xl bg-canvas px-3 py-2 shadow-[inset_0_0_0_1px_var(--line-strong)] focus-within:shadow-[inset_0_0_0_2px_var(--focus)]">
        <MarkdownField
          roomId={target.room?.id ?? message.roomId}
          field={field}
          value={text}
          autoFocus
          aria-label={t("forward.comment")}
          placeholder={t("forward.comment")}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            void forward();
          }}
        />
      </div>
      {error !== null && <Notice>{error}</Notice>}
      <div className="mt-auto flex justify-end">
        <Button look="primary" busy={busy} onClick={forward}>
          {t("forward.send")}
        </Button>
      </div>
    </div>
  );
}
