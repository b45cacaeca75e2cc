import { showToast } from "../controls/toast.tsx";
import { chooseLanguage, currentText, type LanguageChoice } from "../language/language.ts";

/** Changes the language of the page; says so where it cannot be had, and leaves the present one. */
export async function changeLanguage(choice: LanguageChoice): Promise<void> {
  try {
    await chooseLanguage(choice);
  } catch {
    showToast(currentText()("app.language.unavailable"), "trouble");
  }
}
