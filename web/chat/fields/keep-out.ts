import { type CleanText, cleanBody, cleanLine } from "@roost/protocol/text.ts";
import { showToast } from "../controls/toast.tsx";
import { currentText } from "../language/language.ts";
import { describeCharacters } from "./text-problem.ts";

type Field = HTMLTextAreaElement | HTMLInputElement;

const lineTypes = new Set(["text", "search", "email", "url", "tel"]);

/**
 * Takes what cannot be sent out of whatever comes into any field, and says so once; says of files
 * that they cannot be sent, and keeps a drop from leading the page away.
 */
export function keepOutWhatCannotBeSent(): void {
  document.addEventListener("paste", onPaste, true);
  document.addEventListener("beforeinput", onBeforeInput, true);
  document.addEventListener("input", (event) => cleanField(event.target, event), true);
  document.addEventListener("compositionend", (event) => cleanField(event.target, event), true);
  document.addEventListener("dragover", onDragOver);
  document.addEventListener("drop", onDrop);
}

/** Says what was taken out of a text; nothing if nothing was. */
export function tellTaken(taken: readonly string[]): void {
  if (taken.length === 0) return;
  const t = currentText();
  const characters = describeCharacters(taken, t);
  showToast(t("fields.taken", { count: taken.length, characters }));
}

function onPaste(event: ClipboardEvent) {
  const data = event.clipboardData;
  const text = data?.getData("text/plain") ?? "";
  if (text === "" && data !== null && data.files.length > 0) {
    event.preventDefault();
    return tellNoFiles();
  }
  if (isField(event.target)) insertClean(event, event.target, text);
}

function onBeforeInput(event: InputEvent) {
  // Some keyboards type an emoji in two halves.
  if (event.isComposing || event.data === null || /^\p{Cs}$/u.test(event.data)) return;
  if (isField(event.target)) insertClean(event, event.target, event.data);
}

function insertClean(event: Event, field: Field, text: string) {
  const clean = cleanFor(field, text);
  if (clean.text === text.replace(/\r\n?/g, "\n") || !event.cancelable) return;
  event.preventDefault();
  // The one way to insert text that undo knows of.
  document.execCommand("insertText", false, clean.text);
  tellTaken(clean.taken);
}

/** For what could not be stopped before it came, such as the text of an input method. */
function cleanField(field: EventTarget | null, event: Event) {
  if (!isField(field) || field.selectionStart === null) return;
  if (event instanceof InputEvent && (event.isComposing || /^\p{Cs}$/u.test(event.data ?? ""))) {
    return;
  }
  const { text, taken } = cleanFor(field, field.value);
  if (taken.length === 0) return;
  const caret = cleanFor(field, field.value.slice(0, field.selectionStart)).text.length;
  field.setSelectionRange(0, field.value.length);
  document.execCommand(text === "" ? "delete" : "insertText", false, text);
  field.setSelectionRange(caret, caret);
  tellTaken(taken);
}

function cleanFor(field: Field, text: string): CleanText {
  return field instanceof HTMLTextAreaElement ? cleanBody(text) : cleanLine(text);
}

function isField(target: EventTarget | null): target is Field {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && lineTypes.has(target.type);
}

function onDragOver(event: DragEvent) {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
}

function onDrop(event: DragEvent) {
  const hasFiles = event.dataTransfer?.types.includes("Files") === true;
  if (hasFiles) tellNoFiles();
  // A file or a link that is dropped beside a field would take the place of the page.
  if (hasFiles || !isField(event.target)) event.preventDefault();
}

function tellNoFiles() {
  showToast(currentText()("fields.no-files"), "trouble");
}
