import { limits } from "@roost/protocol/limits.ts";
import type { ManagedRoom } from "@roost/protocol/managed-rooms.ts";
import type { RefObject } from "react";
import { TextArea } from "../../chat/controls/text-area.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { useText } from "../../chat/language/language.ts";

export type RoomFieldValues = Pick<ManagedRoom, "name" | "topic" | "kind">;

interface RoomFieldsProps {
  values: RoomFieldValues;
  onChange: (values: RoomFieldValues) => void;
  /** Of the name; null where it is fine. */
  error: string | null;
  nameField: RefObject<HTMLInputElement | null>;
}

/** What a room is called, and who finds it. */
export function RoomFields({ values, onChange, error, nameField }: RoomFieldsProps) {
  const t = useText();
  return (
    <>
      <TextField
        ref={nameField}
        label={t("panel.room.name")}
        autoComplete="off"
        maxLength={limits.roomNameCharacters}
        value={values.name}
        error={error}
        onChange={(event) => onChange({ ...values, name: event.target.value })}
      />
      <TextArea
        label={t("panel.room.topic")}
        rows={2}
        maxLength={limits.roomTopicCharacters}
        value={values.topic}
        onChange={(event) => onChange({ ...values, topic: event.target.value })}
      />
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1.5 text-sm font-semibold">{t("panel.rooms.kind")}</legend>
        {(["public", "private"] as const).map((kind) => (
          <label
            key={kind}
            className="tap flex cursor-pointer items-start gap-3 rounded-lg px-2.5 py-2 hover:bg-hover has-checked:bg-selected"
          >
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={kind === values.kind}
              onChange={() => onChange({ ...values, kind })}
              className="mt-1 size-4 shrink-0 accent-accent"
            />
            <span>
              <span className="block text-[0.9375rem] font-semibold">
                {t(`panel.rooms.kind.${kind}`)}
              </span>
              <span className="block text-sm text-ink-soft">{t(`panel.room.kind.${kind}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
