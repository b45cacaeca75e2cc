import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import type { Filter } from "@roost/protocol/filters.ts";
import { ApiError } from "@roost/sdk";
import { useRef, useState } from "react";
import { FormModal } from "../../chat/controls/form-modal.tsx";
import { Notice } from "../../chat/controls/notice.tsx";
import { SelectField } from "../../chat/controls/select-field.tsx";
import { TextArea } from "../../chat/controls/text-area.tsx";
import { TextField } from "../../chat/controls/text-field.tsx";
import { showToast } from "../../chat/controls/toast.tsx";
import { useText } from "../../chat/language/language.ts";
import { describeTrouble } from "../../chat/session/trouble.ts";
import { useSubmit } from "../frame/use-submit.ts";
import { useAdministrator } from "../session/administrator.ts";
import { inWords } from "../session/in-words.ts";
import { actions, type KindName, kindNames, nameOfKind } from "./query.ts";

interface FilterDialogProps {
  /** Null for a new one. */
  filter: Filter | null;
  onSaved: () => void;
  onClose: () => void;
}

/** Makes a filter, or changes one; its kind stays. */
export function FilterDialog({ filter, onSaved, onClose }: FilterDialogProps) {
  const t = useText();
  const { moderation } = useAdministrator();
  const [kindName, setKindName] = useState<KindName>(nameOfKind(filter?.kind ?? "words"));
  const [action, setAction] = useState<Filter["action"]>(filter?.action ?? "mask");
  const [typed, setTyped] = useState(filter?.entries.join("\n") ?? "");
  const [wrong, setWrong] = useState<string | null>(null);
  const [explanation, setExplanation] = useState(filter?.explanation ?? "");
  const [sparesBots, setSparesBots] = useState(filter?.sparesBots ?? false);
  const field = useRef<HTMLTextAreaElement>(null);
  const isOfWords = kindName === "words";
  const { busy, error, onSubmit } = useSubmit(async () => {
    const entries = typed.split(/[\s,]+/u).filter((entry) => entry !== "");
    const done = isOfWords ? action : "refuse";
    const settings = {
      entries,
      action: done,
      explanation: explanation.trim(),
      sparesBots,
    } as const;
    try {
      if (entries.length === 0) throw emptyOf(t("panel.filters.entries.empty"));
      await inWords(t, () =>
        filter === null
          ? moderation.makeFilter({ kind: kindNames[kindName], ...settings })
          : moderation.changeFilter(filter.id, settings),
      );
    } catch (refused) {
      if (!(refused instanceof ApiError) || refused.code !== "filter.invalid") throw refused;
      setWrong(refused.detail);
      return field.current?.focus();
    }
    showToast(t(filter === null ? "panel.filters.make.done" : "panel.filters.change.done"));
    onSaved();
    onClose();
  });
  return (
    <FormModal
      title={t(filter === null ? "panel.filters.make.title" : "panel.filters.change.title")}
      description={t("panel.filters.make.text")}
      action={t(filter === null ? "panel.filters.make" : "panel.filters.change")}
      busy={busy}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {filter === null && (
        <SelectField
          label={t("panel.filters.kind")}
          value={kindName}
          onChoose={(name) => setKindName(name as KindName)}
        >
          {(Object.keys(kindNames) as KindName[]).map((name) => (
            <option key={name} value={name}>
              {t(`panel.filters.kind.${name}`)}
            </option>
          ))}
        </SelectField>
      )}
      <TextArea
        ref={field}
        label={t(`panel.filters.entries.${kindName}`)}
        hint={t(isOfWords ? "panel.filters.entries.hint" : "panel.filters.hosts.hint")}
        spellCheck={false}
        autoCapitalize="none"
        value={typed}
        error={wrong}
        onChange={(event) => {
          setTyped(event.target.value);
          setWrong(null);
        }}
      />
      {isOfWords && (
        <SelectField
          label={t("panel.filters.action")}
          value={action}
          onChoose={(name) => setAction(name as Filter["action"])}
        >
          {actions.map((name) => (
            <option key={name} value={name}>
              {t(`panel.filters.action.${name}`)}
            </option>
          ))}
        </SelectField>
      )}
      {(!isOfWords || action !== "mask") && (
        <TextField
          label={t("panel.filters.explanation")}
          hint={t("panel.filters.explanation.hint")}
          maxLength={admissionLimits.filterRefusalCharacters}
          value={explanation}
          onChange={(event) => setExplanation(event.target.value)}
        />
      )}
      <label className="flex min-h-11 items-center gap-2.5 text-[0.9375rem]">
        <input
          type="checkbox"
          checked={sparesBots}
          onChange={(event) => setSparesBots(event.target.checked)}
          className="size-4 shrink-0 accent-(--accent)"
        />
        {t("panel.filters.spares-bots")}
      </label>
      {error !== null && <Notice>{describeTrouble(error, t)}</Notice>}
    </FormModal>
  );
}

function emptyOf(detail: string): ApiError {
  return new ApiError({ code: "filter.invalid", status: 422, detail });
}
