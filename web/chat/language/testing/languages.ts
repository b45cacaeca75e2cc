import { textIn } from "../text.tsx";
import { englishTexts, germanTexts } from "./texts.ts";

export const english = textIn(englishTexts, "en-GB");
export const german = textIn(germanTexts, "de-DE");
