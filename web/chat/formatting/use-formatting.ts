import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef } from "react";
import { replaceText } from "../completion/replace-text.ts";
import { showToast } from "../controls/toast.tsx";
import { currentText } from "../language/language.ts";
import { hasModKey } from "../shortcuts/keys.ts";
import type { Change, Format, Selected } from "./formats.ts";

const keys: Record<string, Format> = { b: "bold", i: "italic" };
/** With Shift, by the key and not by what it types. */
const shiftKeys: Record<string, Format> = {
  KeyX: "strike",
  KeyC: "code",
  Digit7: "numbered-list",
  Digit8: "list",
  Digit9: "quote",
};

/** Worth to be more than plain text. Editors of code give their colours as HTML: that is plain text. */
const rich = /<(?:b|strong|i|em|a|ul|ol|h[1-6]|code|pre|table|blockquote|del|s|span style)[\s>]/i;
const MAX_HTML = 200_000;

const loadFormats = () => import("./formats.ts");
const loadRichText = () => import("./rich-text.ts");

/** Keys and pasting in a field of Markdown. What is changed by them can be undone like typing. */
export function useFormatting(field: RefObject<HTMLTextAreaElement | null>) {
  const pastePlain = useRef(false);

  async function change(
    make: (formats: typeof import("./formats.ts"), selected: Selected) => Change | null,
  ) {
    try {
      const formats = await loadFormats();
      const element = field.current;
      const made = element && make(formats, selectedOf(element));
      if (!made) return;
      replaceText(element, made.start, made.end, made.text);
      element.setSelectionRange(made.selectStart, made.selectEnd);
    } catch {
      showToast(currentText()("loading.unavailable.title"), "trouble");
    }
  }

  function format(format: Format) {
    void change(({ formatted }, selected) => formatted(format, selected));
  }

  /** Whether the key was for it. */
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    pastePlain.current = false;
    const wanted = hasModKey(event) ? formatOf(event) : undefined;
    if (wanted === undefined) return false;
    event.preventDefault();
    format(wanted);
    return true;
  }

  function formatOf(event: KeyboardEvent<HTMLTextAreaElement>): Format | undefined {
    if (event.shiftKey) {
      pastePlain.current = event.code === "KeyV";
      if (event.altKey) return event.code === "KeyC" ? "code-block" : undefined;
      return shiftKeys[event.code];
    }
    const { selectionStart, selectionEnd } = event.currentTarget;
    // Without a selection it is the key of the switcher, as everywhere.
    if (event.key.toLowerCase() === "k" && selectionStart !== selectionEnd) return "link";
    return event.altKey ? undefined : keys[event.key.toLowerCase()];
  }

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const data = event.clipboardData;
    if (event.defaultPrevented || pastePlain.current) return;
    const text = data.getData("text/plain");
    const html = data.getData("text/html");
    const selected = selectedOf(event.currentTarget);
    if (/^\S+:\S+$/.test(text.trim()) && selected.start !== selected.end) {
      event.preventDefault();
      const plain = { ...selected, text, selectStart: selected.start + text.length };
      void change(
        ({ linkTo }, now) => linkTo(text.trim(), now) ?? { ...plain, selectEnd: plain.selectStart },
      );
    } else if (
      rich.test(html) &&
      html.length <= MAX_HTML &&
      !data.types.includes("vscode-editor-data")
    ) {
      event.preventDefault();
      void pasteRich(html, text);
    }
  }

  async function pasteRich(html: string, text: string) {
    // Without the part that reads it, it is what the page says it is as plain text.
    const markdown = await loadRichText().then(
      ({ markdownOf }) => markdownOf(html),
      () => text,
    );
    const element = field.current;
    if (element === null) return;
    replaceText(element, element.selectionStart, element.selectionEnd, markdown || text);
  }

  return {
    format,
    onKeyDown,
    /** For the field. */
    fieldProps: {
      onPaste,
      // So that the first key and the first paste need not wait.
      onFocus: () => void Promise.all([loadFormats(), loadRichText()]).catch(() => {}),
    },
  };
}

const selectedOf = (field: HTMLTextAreaElement): Selected => ({
  text: field.value,
  start: field.selectionStart,
  end: field.selectionEnd,
});
