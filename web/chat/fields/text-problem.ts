import { limits } from "@roost/protocol/limits.ts";
import { type CharacterName, nameCharacters, type TextProblem } from "@roost/protocol/text.ts";
import type { FixedKey, Text } from "../language/text.tsx";

/** What is wrong with a text, for the person who writes it. */
export function describeProblem(problem: TextProblem, t: Text): string {
  switch (problem.code) {
    case "text.empty":
      return t("fields.empty");
    case "text.too_long":
      return t("fields.too-long", { max: problem.maxCharacters });
    case "text.invalid_characters":
      return problem.characters.length === 0
        ? t("fields.too-many-marks", { max: limits.marksPerLetter })
        : t("fields.unsendable", { characters: describeCharacters(problem.characters, t) });
  }
}

/** Names characters that nobody can see: "zero-width space (U+200B)". */
export function describeCharacters(characters: readonly string[], t: Text): string {
  return nameCharacters(characters, (name) => {
    const key = names[name];
    return key === undefined ? name : t(key);
  });
}

/** The others are called the same everywhere. */
const names: { [Name in CharacterName]?: FixedKey } = {
  backspace: "fields.character.backspace",
  tab: "fields.character.tab",
  "line end": "fields.character.line-end",
  "vertical tab": "fields.character.vertical-tab",
  "form feed": "fields.character.form-feed",
  "zero-width space": "fields.character.zero-width-space",
  "zero-width non-joiner": "fields.character.zero-width-non-joiner",
  "zero-width joiner": "fields.character.zero-width-joiner",
};
