import { emojiChoices, inTone } from "../emoji/choices.ts";
import { fetchEmoji } from "../emoji/fetch-emoji.ts";
import { replaceText } from "./replace-text.ts";
import { closedAt } from "./token.ts";

/** Makes an emoji of the `:shortcode:` that was closed in a field, where there is one of that name. */
export async function closeShortcode(field: HTMLTextAreaElement): Promise<void> {
  const closed = closedAt(field.value, field.selectionStart);
  if (!closed) return;
  // The text stays as it was typed where the emoji cannot be had.
  const found = (await fetchEmoji().catch(() => null))?.byShortcode.get(closed.query);
  const end = closed.start + closed.query.length + 2;
  const isStill = field.value.slice(closed.start, end) === `:${closed.query}:`;
  if (!found || !isStill || field.selectionStart !== end) return;
  const choices = emojiChoices(localStorage);
  const text = inTone(found, choices.tone());
  choices.use(text);
  replaceText(field, closed.start, end, text);
}
