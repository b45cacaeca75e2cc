import { limits } from "@roost/protocol/limits.ts";
import { ApiError } from "@roost/sdk";
import { ImagePlus } from "lucide-react";
import {
  type ClipboardEvent,
  type DragEvent,
  type FormEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { Button } from "../controls/button.tsx";
import { classNames } from "../controls/class-names.ts";
import { Notice } from "../controls/notice.tsx";
import { TextField } from "../controls/text-field.tsx";
import { showToast } from "../controls/toast.tsx";
import { useText } from "../language/language.ts";
import type { FixedKey } from "../language/text.tsx";
import { describeTrouble } from "../session/trouble.ts";
import {
  asName,
  type ChosenImage,
  chooseImage,
  describeBounds,
  describeProblem,
  imageTypes,
  nameOfFile,
} from "./chosen-image.ts";
import { ImagePreview } from "./image-preview.tsx";

/** What is wrong with the name, by the code of the refusal. */
const nameProblems: Readonly<Record<string, FixedKey>> = {
  "emoji.name_invalid": "emoji.name.invalid",
  "emoji.name_reserved": "emoji.name.reserved",
  "emoji.name_taken": "emoji.name.taken",
};

interface AddFormProps {
  /** Where it begins. */
  chooseButton: RefObject<HTMLButtonElement | null>;
  /** Adds it to the server. */
  add: (name: string, image: Blob) => Promise<unknown>;
}

/** Adds an emoji: an image that is chosen, dropped or pasted, and a name for it. */
export function AddForm({ chooseButton, add }: AddFormProps) {
  const t = useText();
  const [chosen, setChosen] = useState<ChosenImage | null>(null);
  const [name, setName] = useState("");
  const [imageProblem, setImageProblem] = useState<string | null>(null);
  const [nameProblem, setNameProblem] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const problemId = useId();
  useEffect(() => () => void (chosen && URL.revokeObjectURL(chosen.url)), [chosen]);
  useEffect(() => {
    if (chosen) nameField.current?.select();
  }, [chosen]);

  async function take(file: File | null | undefined) {
    if (!file) return;
    const found = await chooseImage(file);
    setTrouble(null);
    if (typeof found === "string") {
      setImageProblem(describeProblem(found, t));
      return;
    }
    setImageProblem(null);
    setNameProblem(null);
    setName(nameOfFile(file.name));
    setChosen(found);
  }

  function onPaste({ clipboardData }: ClipboardEvent) {
    void take(clipboardData.files[0]);
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer.files[0]);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!chosen || busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      await add(name, chosen.file);
      showToast(t("emoji.custom.done", { name: `:${name}:` }));
      setChosen(null);
      setName("");
      chooseButton.current?.focus();
    } catch (error) {
      const key = error instanceof ApiError ? nameProblems[error.code] : undefined;
      if (key === undefined) setTrouble(describeTrouble(error, t));
      else {
        setNameProblem(t(key));
        nameField.current?.focus();
      }
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={submit}
      onPaste={onPaste}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
      noValidate
      className={classNames(
        "mt-4 flex flex-col gap-4 rounded-xl border border-dashed border-line-strong p-4 transition-colors",
        isOver && "border-solid border-focus bg-selected",
      )}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          ref={chooseButton}
          aria-describedby={problemId}
          onClick={() => input.current?.click()}
        >
          <ImagePlus size={17} aria-hidden />
          {t(chosen ? "emoji.image.another" : "emoji.image.choose")}
        </Button>
        <p
          id={problemId}
          role={imageProblem === null ? undefined : "alert"}
          className={classNames(
            "min-w-40 flex-1 text-[0.8125rem] text-pretty",
            imageProblem === null ? "text-ink-faint" : "text-danger-text",
          )}
        >
          {imageProblem ?? describeBounds(t)}
        </p>
        <input
          ref={input}
          type="file"
          accept={imageTypes.join()}
          hidden
          onChange={({ currentTarget }) => {
            void take(currentTarget.files?.[0]);
            // The same file may be chosen again.
            currentTarget.value = "";
          }}
        />
      </div>
      {chosen && (
        <>
          <ImagePreview url={chosen.url} />
          <TextField
            ref={nameField}
            label={t("emoji.name")}
            dir="ltr"
            value={name}
            maxLength={limits.emojiNameMaxCharacters + 2}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            hint={t("emoji.name.hint", { typed: `:${name || "name"}:` })}
            error={nameProblem}
            onChange={(event) => {
              setName(asName(event.target.value));
              setNameProblem(null);
            }}
          />
          {trouble !== null && <Notice>{trouble}</Notice>}
          <div className="flex justify-end gap-2">
            <Button look="plain" onClick={() => setChosen(null)}>
              {t("controls.cancel")}
            </Button>
            <Button look="primary" type="submit" busy={busy}>
              {t("emoji.add")}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
