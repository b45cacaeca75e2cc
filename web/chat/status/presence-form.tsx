import { limits } from "@roost/protocol/limits.ts";
import type { MyPresence } from "@roost/protocol/presence.ts";
import { normalizeLine } from "@roost/protocol/text.ts";
import { Smile, X } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "../controls/button.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { useText } from "../language/language.ts";
import { MenuButton } from "../loading/menu-button.tsx";
import { part } from "../loading/part.tsx";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { endOf, type Span } from "./spans.ts";
import { UntilField } from "./until-field.tsx";

const EmojiPicker = part(() => import("../emoji/picker.tsx"));

export interface PresenceFormProps {
  mine: MyPresence;
  onClose: () => void;
}

export function PresenceForm({ mine, onClose }: PresenceFormProps) {
  const t = useText();
  const roost = useRoost();
  const [emoji, setEmoji] = useState(mine.status?.emoji ?? null);
  const [text, setText] = useState(mine.status?.text ?? "");
  const [until, setUntil] = useState<string | null>(mine.status?.until ?? null);
  const [quietUntil, setQuietUntil] = useState(mine.doNotDisturbUntil);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const textField = useRef<HTMLInputElement>(null);
  const hasStatus = emoji !== null || normalizeLine(text) !== "";

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await roost.api.setPresence({
        status: hasStatus ? { emoji, text: normalizeLine(text), until } : null,
        doNotDisturbUntil: quietUntil,
      });
      onClose();
    } catch (refused) {
      setError(describeTrouble(refused, t));
      setBusy(false);
    }
  }

  const choose = (set: (until: string | null) => void) => (span: Span | null) =>
    set(span === null ? null : endOf(span, new Date()).toISOString());

  return (
    <form onSubmit={save} noValidate className="flex flex-col gap-4 overflow-y-auto px-5 pt-3 pb-5">
      <div className="flex items-end gap-2">
        <MenuButton
          opens="dialog"
          trigger={<EmojiButton emoji={emoji} />}
          menu={(trigger) => (
            <EmojiPicker trigger={trigger} usualOnly finalFocus={textField} onChoose={setEmoji} />
          )}
        />
        <TextField
          ref={textField}
          label={t("status.doing")}
          placeholder={t("status.doing.example")}
          value={text}
          maxLength={limits.statusCharacters}
          onChange={(event) => setText(event.target.value)}
          className="min-w-0 flex-1"
          end={
            hasStatus ? (
              <IconButton
                size="small"
                icon={X}
                label={t("status.doing.clear")}
                onClick={() => {
                  setEmoji(null);
                  setText("");
                  setUntil(null);
                }}
              />
            ) : undefined
          }
        />
      </div>
      {hasStatus && (
        <UntilField
          label={t("status.doing.until")}
          none={t("status.doing.stays")}
          until={until}
          onChoose={choose(setUntil)}
        />
      )}
      <UntilField
        label={t("presence.quiet")}
        none={t("status.quiet-off")}
        until={quietUntil}
        onChoose={choose(setQuietUntil)}
      />
      {error !== null && <Notice>{error}</Notice>}
      <div className="flex justify-end gap-2 pt-1">
        <Button look="plain" onClick={onClose}>
          {t("controls.cancel")}
        </Button>
        <Button look="primary" type="submit" busy={busy}>
          {t("status.save")}
        </Button>
      </div>
    </form>
  );
}

function EmojiButton({ emoji, ...props }: { emoji: string | null }) {
  const t = useText();
  return (
    <button
      type="button"
      aria-label={t("status.doing.emoji")}
      {...props}
      className="tap grid size-11 shrink-0 place-items-center rounded-lg bg-raised text-xl shadow-[inset_0_0_0_1px_var(--line-strong)] hover:bg-hover"
    >
      {emoji === null ? (
        <Smile size={20} aria-hidden className="text-ink-soft" />
      ) : (
        <span className="emoji">{emoji}</span>
      )}
    </button>
  );
}
