import type { CreateRoom as RoomToMake } from "@roost/protocol/http.ts";
import { normalizeLine } from "@roost/protocol/text.ts";
import { Globe, Lock, type LucideIcon } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useLocation } from "wouter";
import { FormModal } from "../controls/form-modal.tsx";
import { Notice } from "../controls/notice.tsx";
import type { DialogProps } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { roomPath } from "../room/links.ts";
import { NameAndTopic, problemOfName } from "../room-settings/name-and-topic.tsx";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";

type Kind = RoomToMake["kind"];

declare module "../dialogs/dialogs.ts" {
  interface Dialogs {
    "create-room": object;
  }
}

export default function CreateRoom({ onClose }: DialogProps<"create-room">) {
  const t = useText();
  const roost = useRoost();
  const [, navigate] = useLocation();
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [kind, setKind] = useState<Kind>("public");
  const [nameError, setNameError] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);

  async function create(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const line = normalizeLine(name);
    const problem = problemOfName(line, t);
    if (problem !== null) return setNameError(problem);
    setBusy(true);
    setError(null);
    try {
      const room = await roost.api.createRoom({ name: line, kind, topic: normalizeLine(topic) });
      navigate(roomPath(room.id));
      onClose();
    } catch (refused) {
      setError(describeTrouble(refused, t));
      setBusy(false);
    }
  }

  return (
    <FormModal
      title={t("create-room.title")}
      initialFocus={nameField}
      onClose={onClose}
      action={t("create-room.create")}
      busy={busy}
      onSubmit={create}
    >
      <NameAndTopic
        name={name}
        topic={topic}
        nameField={nameField}
        nameError={nameError}
        namePlaceholder={t("create-room.name-example")}
        topicHint={t("create-room.topic-hint")}
        onName={(typed) => {
          setName(typed);
          setNameError(null);
        }}
        onTopic={setTopic}
      />
      <fieldset className="grid gap-2 sm:grid-cols-2">
        <legend className="pb-1.5 text-sm font-semibold">{t("create-room.who")}</legend>
        <KindChoice
          kind="public"
          icon={Globe}
          title={t("create-room.public")}
          text={t("create-room.public.text")}
          chosen={kind}
          onChoose={setKind}
        />
        <KindChoice
          kind="private"
          icon={Lock}
          title={t("create-room.private")}
          text={t("create-room.private.text")}
          chosen={kind}
          onChoose={setKind}
        />
      </fieldset>
      {error !== null && <Notice>{error}</Notice>}
    </FormModal>
  );
}

interface KindChoiceProps {
  kind: Kind;
  icon: LucideIcon;
  title: string;
  text: string;
  chosen: Kind;
  onChoose: (kind: Kind) => void;
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
