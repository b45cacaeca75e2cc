import { normalizeLine } from "@roost/protocol/text.ts";
import type { RoomView } from "@roost/sdk";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { Modal } from "../controls/modal.tsx";
import { Notice } from "../controls/notice.tsx";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import type { DialogProps } from "../shell/dialog-host.tsx";
import { formatDay } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { NameAndTopic, problemOfName } from "./name-and-topic.tsx";

/** A room's name and topic: to change for owners and moderators, to read for members. */
export default function RoomSettings({ dialog, onClose }: DialogProps<"room-settings">) {
  const room = useMyRoom(dialog.roomId);
  if (room === null) return null;
  if (room.role === "member") return <About room={room} onClose={onClose} />;
  return <Change room={room} onClose={onClose} />;
}

interface RoomDialogProps {
  room: RoomView;
  onClose: () => void;
}

function About({ room, onClose }: RoomDialogProps) {
  const today = useToday();
  const facts = [
    ["Topic", room.topic || "None"],
    [
      "Who can come in",
      room.kind === "public" ? "Everyone on this server" : "People who are invited",
    ],
    ["Members", String(room.memberCount)],
    ["Created", formatDay(room.createdAt, today)],
  ] as const;
  return (
    <Modal title={room.name} onClose={onClose}>
      <dl className="flex flex-col gap-3 overflow-y-auto px-5 pt-3 pb-6">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs font-semibold text-ink-faint">{name}</dt>
            <dd className="text-[0.9375rem] wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

function Change({ room, onClose }: RoomDialogProps) {
  const roost = useRoost();
  const [name, setName] = useState(room.name);
  const [topic, setTopic] = useState(room.topic);
  const [nameError, setNameError] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const next = { name: normalizeLine(name), topic: normalizeLine(topic) };
    const problem = problemOfName(next.name);
    if (problem !== null) return setNameError(problem);
    const patch = {
      ...(next.name === room.name ? {} : { name: next.name }),
      ...(next.topic === room.topic ? {} : { topic: next.topic }),
    };
    if (Object.keys(patch).length === 0) return onClose();
    setBusy(true);
    setError(null);
    try {
      await roost.api.updateRoom(room.id, patch);
      onClose();
    } catch (refused) {
      setError(describeTrouble(refused));
      setBusy(false);
    }
  }

  return (
    <Modal title="Name and topic" initialFocus={nameField} onClose={onClose}>
      <form
        onSubmit={save}
        noValidate
        className="flex flex-col gap-4 overflow-y-auto px-5 pt-3 pb-5"
      >
        <NameAndTopic
          name={name}
          topic={topic}
          nameField={nameField}
          nameError={nameError}
          topicHint="Stands under the name. Members see who changed it."
          onName={(typed) => {
            setName(typed);
            setNameError(null);
          }}
          onTopic={setTopic}
        />
        {error !== null && <Notice>{error}</Notice>}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" type="submit" busy={busy}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  );
}
