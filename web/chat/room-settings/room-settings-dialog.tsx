import { normalizeLine } from "@roost/protocol/text.ts";
import type { RoomView } from "@roost/sdk";
import { type FormEvent, useRef, useState } from "react";
import { FormModal } from "../controls/form-modal.tsx";
import { Modal } from "../controls/modal.tsx";
import { Notice } from "../controls/notice.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useMyRoom, useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useMay } from "../session/use-may.ts";
import { formatDay } from "../time/format.ts";
import { useToday } from "../time/use-today.ts";
import { isolated } from "../words/plain.ts";
import { Words } from "../words/words.tsx";
import { KeptFor, useKeptDays } from "./kept-for.tsx";
import { NameAndTopic, problemOfName } from "./name-and-topic.tsx";
import { WritingFields } from "./writing-fields.tsx";

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "room-settings": { roomId: string };
  }
}

/** A room's name and topic, and who writes in it: to change for who may, to read for all others. */
export default function RoomSettings({ dialog, onClose }: DialogProps<"room-settings">) {
  const room = useMyRoom(dialog.roomId);
  const may = useMay();
  if (room === null) return null;
  if (!may("updateRoom", { room })) return <About room={room} onClose={onClose} />;
  return <Change room={room} onClose={onClose} />;
}

interface RoomDialogProps {
  room: RoomView;
  onClose: () => void;
}

function About({ room, onClose }: RoomDialogProps) {
  const t = useText();
  const today = useToday();
  const days = useKeptDays(room.id);
  const kept =
    days === null
      ? t("room-settings.kept.ever")
      : t("room-settings.kept.days", { count: days ?? 0 });
  const facts = [
    [t("room-settings.topic"), room.topic || t("room-settings.no-topic")],
    [
      t("room-settings.who"),
      t(room.kind === "public" ? "room-settings.who.public" : "room-settings.who.private"),
    ],
    [
      t("room-settings.writers"),
      t(room.announcement ? "room-settings.writers.few" : "room-settings.writers.all"),
    ],
    [t("room-settings.members"), t.number(room.memberCount)],
    [t("room-settings.created"), formatDay(room.createdAt, today, t)],
    ...(days === undefined ? [] : [[t("room-settings.kept"), kept] as const]),
  ] as const;
  return (
    <Modal title={isolated(room.name)} onClose={onClose}>
      <dl className="flex flex-col gap-3 overflow-y-auto px-5 pt-3 pb-6">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs font-semibold text-ink-faint">{name}</dt>
            <dd className="text-[0.9375rem] wrap-anywhere">
              <Words>{value}</Words>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}

function Change({ room, onClose }: RoomDialogProps) {
  const t = useText();
  const roost = useRoost();
  const [name, setName] = useState(room.name);
  const [topic, setTopic] = useState(room.topic);
  const [announcement, setAnnouncement] = useState(room.announcement ?? false);
  const [slowSeconds, setSlowSeconds] = useState(room.slowSeconds ?? 0);
  const [guardedMentions, setGuardedMentions] = useState(room.guardedMentions ?? false);
  const [nameError, setNameError] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const next = { name: normalizeLine(name), topic: normalizeLine(topic) };
    // A name from before a rule of names stays, and is no obstacle to another topic.
    const problem = next.name === normalizeLine(room.name) ? null : problemOfName(next.name, t);
    if (problem !== null) return setNameError(problem);
    const patch = {
      ...(next.name === normalizeLine(room.name) ? {} : { name: next.name }),
      ...(next.topic === normalizeLine(room.topic) ? {} : { topic: next.topic }),
      ...(announcement !== (room.announcement ?? false) && { announcement }),
      ...(slowSeconds !== (room.slowSeconds ?? 0) && { slowSeconds }),
      ...(guardedMentions !== (room.guardedMentions ?? false) && { guardedMentions }),
    };
    if (Object.keys(patch).length === 0) return onClose();
    setBusy(true);
    setError(null);
    try {
      await roost.api.updateRoom(room.id, patch);
      onClose();
    } catch (refused) {
      setError(describeTrouble(refused, t));
      setBusy(false);
    }
  }

  return (
    <FormModal
      title={t("room-settings.title")}
      initialFocus={nameField}
      onClose={onClose}
      action={t("controls.save")}
      busy={busy}
      onSubmit={save}
    >
      <NameAndTopic
        name={name}
        topic={topic}
        nameField={nameField}
        nameError={nameError}
        topicHint={t("room-settings.topic-hint")}
        onName={(typed) => {
          setName(typed);
          setNameError(null);
        }}
        onTopic={setTopic}
      />
      <WritingFields
        announcement={announcement}
        slowSeconds={slowSeconds}
        onAnnouncement={setAnnouncement}
        onSlowSeconds={setSlowSeconds}
        guardedMentions={guardedMentions}
        onGuardedMentions={setGuardedMentions}
      />
      <KeptFor roomId={room.id} />
      {error !== null && <Notice>{error}</Notice>}
    </FormModal>
  );
}
