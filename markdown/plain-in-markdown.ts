import { findAddresses } from "./addresses.ts";
import { idleEscapes } from "./parse.ts";

const marks = /[!#()*+\-.<>[\]_`|~]/g;

/** A text with a backslash before everything that might be markup. Addresses stay as they are. */
export function escapeAll(text: string): string {
  let escaped = "";
  let end = 0;
  for (const found of findAddresses(text)) {
    escaped += text.slice(end, found.start).replace(marks, "\\$&");
    escaped += text.slice(found.start, found.end);
    end = found.end;
  }
  return escaped + text.slice(end).replace(marks, "\\$&");
}

/** Takes out the backslashes that keep nothing from being markup, and would be shown. */
export function withoutIdleEscapes(markdown: string): string {
  let kept = "";
  let end = 0;
  for (const offset of idleEscapes(markdown)) {
    kept += markdown.slice(end, offset);
    end = offset + 1;
  }
  return kept + markdown.slice(end);
}
