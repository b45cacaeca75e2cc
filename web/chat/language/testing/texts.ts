import { de as dePanel } from "../../../panel/language/de/catalogue.ts";
import { en as enPanel } from "../../../panel/language/en/catalogue.ts";
import { de } from "../de/catalogue.ts";
import { deLater } from "../de/later.ts";
import { en } from "../en/catalogue.ts";
import { enLater } from "../en/later.ts";

/** All texts of a language, with those of the administration. */
export const englishTexts = { ...en, ...enLater, ...enPanel };
export const germanTexts = { ...de, ...deLater, ...dePanel };
