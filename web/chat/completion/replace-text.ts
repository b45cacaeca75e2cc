/** Puts a text in the place of a part of a field's, as if it was typed: undo knows of it. */
export function replaceText(
  field: HTMLTextAreaElement,
  start: number,
  end: number,
  text: string,
): void {
  field.focus();
  field.setSelectionRange(start, end);
  document.execCommand(text === "" ? "delete" : "insertText", false, text);
}
