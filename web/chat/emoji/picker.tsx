import { Popover } from "@base-ui/react/popover";
import { emojiNameIn } from "@roost/protocol/emoji.ts";
import { ImagePlus, Search } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
} from "react";
import { classNames } from "../controls/class-names.ts";
import { useOpenDialog } from "../dialogs/dialogs.ts";
import { useText } from "../language/language.ts";
import { useMay } from "../session/use-may.ts";
import { emojiChoices, inTone } from "./choices.ts";
import { EmojiImage } from "./custom-emoji.tsx";
import { CUSTOM, type Emoji, type EmojiGroup, type EmojiSet } from "./emoji.ts";
import { useEmoji, useUsualEmoji } from "./use-emoji.ts";

const toneNames = [
  "emoji.tone.none",
  "emoji.tone.light",
  "emoji.tone.medium-light",
  "emoji.tone.medium",
  "emoji.tone.medium-dark",
  "emoji.tone.dark",
] as const;
const TONES = ["🖐️", "🖐🏻", "🖐🏼", "🖐🏽", "🖐🏾", "🖐🏿"];

export interface EmojiPickerProps {
  /** The button that opens it. */
  trigger: ReactElement;
  /** An emoji was chosen, in the skin tone of whoever did. */
  onChoose: (text: string) => void;
  /** Without those of this server, and so without a way to add one. */
  usualOnly?: boolean;
  /** Gets the focus when it closes. */
  finalFocus?: RefObject<HTMLElement | null>;
}

/** All emoji by group, with a search. Loaded by the first press on its button, and open at once. */
export default function EmojiPicker(props: EmojiPickerProps) {
  const { trigger, onChoose, usualOnly = false, finalFocus } = props;
  const t = useText();
  const [open, setOpen] = useState(true);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={trigger} />
      <Popover.Portal>
        <Popover.Positioner side="top" align="end" sideOffset={8} className="z-50">
          <Popover.Popup
            aria-label={t("composer.emoji")}
            finalFocus={finalFocus}
            className="flex h-[min(24rem,60dvh)] w-[min(21rem,calc(100vw-1.5rem))] origin-[var(--transform-origin)] flex-col overflow-hidden rounded-2xl bg-raised text-ink shadow-pop outline-none transition duration-100 data-starting-style:scale-97 data-starting-style:opacity-0"
          >
            <Picker
              usualOnly={usualOnly}
              onClose={() => setOpen(false)}
              onChoose={(text) => {
                setOpen(false);
                onChoose(text);
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface PickerProps {
  usualOnly: boolean;
  onChoose: (text: string) => void;
  onClose: () => void;
}

function Picker({ usualOnly, onChoose, onClose }: PickerProps) {
  const t = useText();
  const choices = useMemo(() => emojiChoices(localStorage), []);
  const [tone, setTone] = useState(choices.tone());
  const [query, setQuery] = useState("");
  const wanted = useDeferredValue(query);
  const load = usualOnly ? useUsualEmoji : useEmoji;
  const { set, failed, retry } = load(true);
  const field = useRef<HTMLInputElement>(null);
  const may = useMay();
  const openDialog = useOpenDialog();

  const groups = useMemo(() => {
    if (set === null) return [];
    const recent = choices.recent();
    const asEmoji = (text: string) => recentEmoji(set, text) ?? [];
    if (wanted.trim() !== "") {
      return [{ key: "found", label: t("emoji.found"), emoji: set.find(wanted, recent) }];
    }
    const late = { key: "recent", label: t("emoji.recent"), emoji: recent.flatMap(asEmoji) };
    return late.emoji.length > 0 ? [late, ...set.groups] : set.groups;
  }, [set, wanted, choices, t]);

  function choose(text: string) {
    choices.use(text);
    onChoose(text);
  }

  function chooseFirst(from: EmojiSet) {
    const first = from.find(query, choices.recent())[0];
    if (first) choose(inTone(first, tone));
  }

  /** The arrow keys go from the field to the emoji, and over them as they stand. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { currentTarget, key } = event;
    const cells = [...currentTarget.querySelectorAll<HTMLElement>("[data-emoji]")];
    const at = cells.indexOf(document.activeElement as HTMLElement);
    if (at < 0) {
      if (event.target !== field.current || (key !== "ArrowDown" && key !== "Enter")) return;
      // What is shown may still be of what was typed before.
      if (key === "ArrowDown") cells[0]?.focus();
      else if (query === wanted) cells[0]?.click();
      else if (set !== null) chooseFirst(set);
    } else {
      const next = cellBeside(cells, at, key);
      if (next === undefined) return;
      (cells[next] ?? field.current)?.focus();
    }
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys go between the field and the buttons.
    <div onKeyDown={onKeyDown} className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-2.5 border-b border-line px-3.5">
        <Search size={17} className="shrink-0 text-ink-faint" aria-hidden />
        <input
          ref={field}
          dir="auto"
          // biome-ignore lint/a11y/noAutofocus: whoever opens it searches.
          autoFocus
          aria-label={t("emoji.search")}
          placeholder={t("emoji.search")}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="h-11 w-full bg-transparent text-base outline-none"
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-2">
        {failed && (
          <div
            role="alert"
            className="grid justify-items-center gap-3 px-4 py-10 text-sm text-ink-soft"
          >
            {t("emoji.failed")}
            <button type="button" onClick={retry} className="tap font-semibold text-accent-text">
              {t("controls.try-again")}
            </button>
          </div>
        )}
        {groups.map((group) => (
          <Group key={group.key} group={group} tone={tone} onChoose={choose} />
        ))}
        {set !== null && groups[0]?.emoji.length === 0 && (
          <p className="px-3 py-10 text-center text-sm text-ink-soft">{t("emoji.none")}</p>
        )}
      </div>
      <div className="flex items-center gap-2 border-t border-line px-2.5 py-1">
        {!usualOnly && may("addEmoji") && (
          <AddButton
            onClick={() => {
              onClose();
              openDialog({ name: "custom-emoji" });
            }}
          />
        )}
        <ToneChooser
          tone={tone}
          onChange={(next) => {
            choices.setTone(next);
            setTone(next);
          }}
        />
      </div>
    </div>
  );
}

/**
 * The index of the cell that an arrow key leads to: -1 for above the first row, undefined where the key
 * is none.
 */
function cellBeside(cells: readonly HTMLElement[], at: number, key: string): number | undefined {
  const last = cells.length - 1;
  const isMirrored = cells[at] && getComputedStyle(cells[at]).direction === "rtl";
  if (key === (isMirrored ? "ArrowLeft" : "ArrowRight")) return Math.min(at + 1, last);
  if (key === (isMirrored ? "ArrowRight" : "ArrowLeft")) return at - 1;
  if (key !== "ArrowDown" && key !== "ArrowUp") return undefined;
  const step = key === "ArrowDown" ? 1 : -1;
  const boxOf = (index: number) => cells[index]?.getBoundingClientRect();
  const from = boxOf(at);
  let next = at + step;
  while (boxOf(next)?.top === from?.top && next >= 0 && next <= last) next += step;
  // Of the next row, the one that stands straight above or below.
  const row = boxOf(next)?.top;
  const isNearer = (index: number) =>
    boxOf(index)?.top === row && distance(index) < distance(index - step);
  const distance = (index: number) => Math.abs((boxOf(index)?.left ?? 0) - (from?.left ?? 0));
  while (next >= 0 && isNearer(next + step)) next += step;
  return next > last ? at : next;
}

/** As it was chosen: its tone is in its text. Null for one of the server that is not there now. */
function recentEmoji({ all }: EmojiSet, text: string): Emoji | null {
  if (emojiNameIn(text) === null)
    return { text, label: text, shortcodes: [], words: [], tones: [] };
  return all.find((emoji) => emoji.text === text) ?? null;
}

interface GroupProps {
  group: EmojiGroup;
  tone: number;
  onChoose: (text: string) => void;
}

function Group({ group, tone, onChoose }: GroupProps) {
  const t = useText();
  const id = `emoji-${group.key}`;
  return (
    <section
      aria-labelledby={id}
      // Groups off the screen are not laid out: there are some two thousand emoji.
      className="[contain-intrinsic-size:auto_20rem] [content-visibility:auto]"
    >
      <h3
        id={id}
        className="px-1.5 pt-3 pb-1 text-xs font-semibold text-ink-faint first-letter:uppercase"
      >
        {group.key === CUSTOM ? t("emoji.of-server") : group.label}
      </h3>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(2.5rem,1fr))] pointer-coarse:grid-cols-[repeat(auto-fill,minmax(44px,1fr))]">
        {group.emoji.map((emoji) => {
          const text = inTone(emoji, tone);
          return (
            <button
              key={emoji.text}
              type="button"
              data-emoji=""
              tabIndex={-1}
              aria-label={emoji.label}
              title={titleOf(emoji)}
              onClick={() => onChoose(text)}
              className="tap grid aspect-square place-items-center rounded-lg emoji text-2xl leading-none hover:bg-hover [&_img]:max-w-9 focus-visible:bg-selected"
            >
              {emoji.custom ? <EmojiImage emoji={emoji.custom} /> : text}
            </button>
          );
        })}
      </div>
    </section>
  );
}

function titleOf({ label, shortcodes: [code], custom }: Emoji): string {
  if (code === undefined) return label;
  return custom ? `:${code}:` : `${label} :${code}:`;
}

/** The way to those of the server, for who manages them. */
function AddButton({ onClick }: { onClick: () => void }) {
  const t = useText();
  return (
    <button
      type="button"
      aria-label={t("emoji.add")}
      title={t("emoji.add")}
      onClick={onClick}
      className="tap flex min-w-0 items-center gap-1.5 rounded-lg px-1.5 py-1.5 text-sm font-semibold text-accent-text hover:bg-hover"
    >
      <ImagePlus size={17} className="shrink-0" aria-hidden />
      <span className="truncate max-sm:hidden">{t("emoji.add.short")}</span>
    </button>
  );
}

function ToneChooser({ tone, onChange }: { tone: number; onChange: (tone: number) => void }) {
  const t = useText();
  return (
    <fieldset className="ms-auto flex min-w-0 items-center justify-end gap-0.5">
      <legend className="sr-only">{t("emoji.tone")}</legend>
      {TONES.map((hand, index) => (
        <label
          key={hand}
          title={t(toneNames[index] ?? "emoji.tone.none")}
          className={classNames(
            "tap grid size-8 cursor-pointer pointer-coarse:w-11 pointer-coarse:min-w-8! place-items-center rounded-lg emoji text-lg leading-none hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-focus",
            index === tone && "bg-selected",
          )}
        >
          <input
            type="radio"
            name="emoji-tone"
            aria-label={t(toneNames[index] ?? "emoji.tone.none")}
            checked={index === tone}
            onChange={() => onChange(index)}
            className="sr-only"
          />
          <span aria-hidden>{hand}</span>
        </label>
      ))}
    </fieldset>
  );
}
