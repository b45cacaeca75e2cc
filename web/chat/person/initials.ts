import { plainWords } from "../words/plain.ts";

const segmenter = new Intl.Segmenter();

/** At most two letters that stand for a name: of its first and its last word. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = firstLetter(words[0] ?? name.trim());
  const last = words.length > 1 ? firstLetter(words[words.length - 1] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

/** The one letter that stands for a room. */
export function initialOf(name: string): string {
  return firstLetter(name.trim()).toLocaleUpperCase();
}

function firstLetter(word: string): string {
  const letter = plainWords(word).replace(/^[^\p{L}\p{N}]+/u, "") || word;
  for (const { segment } of segmenter.segment(letter)) return segment;
  return "";
}
