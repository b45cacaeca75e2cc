import type { LanguageCode } from "../../chat/language/languages.ts";
import type { Translation } from "../../chat/language/message.ts";
import type { PanelTexts } from "./en/catalogue.ts";

declare module "../../chat/language/text.tsx" {
  interface MoreTexts extends PanelTexts {}
}

const catalogues = {
  en: async () => (await import("./en/catalogue.ts")).en,
  de: async () => (await import("./de/catalogue.ts")).de,
} satisfies Record<LanguageCode, () => Promise<Translation<PanelTexts>>>;

/** What the administration says beside the client's controls. */
export const loadPanelTexts = (code: LanguageCode) => catalogues[code]();
