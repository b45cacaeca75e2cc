import type { RoomKind } from "@roost/protocol/room.ts";
import { normalizeLine } from "@roost/protocol/text.ts";
import { Globe, Lock, type LucideIcon } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useLocation } from "wouter";
import { Button } from "../controls/button.tsx";
import { Modal } from "../controls/modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { roomPath } from "../room/links.ts";
import { NameAndTopic, problemOfName } from "../room-settings/name-and-topic.tsx";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import type { DialogProps } from "../shell/dialog-host.tsx";

export default function CreateRoom({ onClose }: DialogProps<"create-room">) {
  const roost = useRoost();
  const [, navigate] = useLocation();
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [kind, setKind] = useState<RoomKind>("public");
  const [nameError, setNameError] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);

  async function create(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const line = normalizeLine(name);
    const problem = problemOfName(line);
    if (problem !== null) return setNameError(problem);
    setBusy(true);
    setError(null);
    try {
      const room = await roost.api.createRoom({ name: line, kind, topic: normalizeLine(topic) });
      navigate(roomPath(room.id));
      onClose();
    } catch (refused) {
      setError(describeTrouble(refused));
      setBusy(false);
    }
  }

  return (
    <Modal title="Create a room" initialFocus={nameField} onClose={onClose}>
      <form
        onSubmit={create}
        noValidate
        className="flex flex-col gap-4 overflow-y-auto px-5 pt-3 pb-5"
      >
        <NameAndTopic
          name={name}
          topic={topic}
          nameField={nameField}
          nameError={nameError}
          namePlaceholder="weekend-hikes"
          topicHint="Optional. What is this room about?"
          onName={(typed) => {
            setName(typed);
            setNameError(null);
          }}
          onTopic={setTopic}
        />
        <fieldset className="grid gap-2 sm:grid-cols-2">
          <legend className="pb-1.5 text-sm font-semibold">Who can come in?</legend>
          <KindChoice
            kind="public"
            icon={Globe}
            title="Everyone here"
            text="Anyone on this server can find and join it."
            chosen={kind}
            onChoose={setKind}
          />
          <KindChoice
            kind="private"
            icon={Lock}
            title="By invitation"
            text="Only people whom a member invites see it."
            chosen={kind}
            onChoose={setKind}
          />
        </fieldset>
        {error !== null && <Notice>{error}</Notice>}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" type="submit" busy={busy}>
            Create
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface KindChoiceProps {
  kind: RoomKind;
  icon: LucideIcon;
  title: string;
  text: string;
  chosen: RoomKind;
  onChoose: (kind: RoomKind) => void;
}

function KindChoice({ kind, icon: Icon, title, text, chosen, onChoose }: KindChoiceProps) {
  return (
    <label className="flex cursor-pointer gap-3 rounded-xl p-3 shadow-[inset_0_0_0_1px_var(--line-strong)] transition-shadow has-checked:bg-selected has-checked:shadow-[inset_0_0_0_2px_var(--accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <input
        type="radio"
        name="kind"
        value={kind}
        checked={chosen === kind}
        onChange={() => onChoose(kind)}
        className="sr-only"
      />
      <Icon size={18} aria-hidden className="mt-0.5 shrink-0 text-ink-soft" />
      <span className="leading-snug">
        <span className="block text-[0.9375rem] font-semibold">{title}</span>
        <span className="block text-[0.8125rem] text-ink-soft">{text}</span>
      </span>
    </label>
  );
}
