import { de } from "../de/catalogue.ts";
import { deLater } from "../de/later.ts";
import { en } from "../en/catalogue.ts";
import { enLater } from "../en/later.ts";

/** All texts of a language. */
export const englishTexts = { ...en, ...enLater };
export const germanTexts = { ...de, ...deLater };
