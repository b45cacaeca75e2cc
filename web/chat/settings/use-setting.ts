import type { SettingName, Settings } from "@roost/protocol/settings.ts";
import { showToast } from "../controls/toast.tsx";
import { currentText } from "../language/language.ts";
import { useRoost } from "../session/session-context.ts";
import { describeTrouble } from "../session/trouble.ts";
import { useObservable } from "../session/use-observable.ts";

/** A setting of mine, and how to choose it. A choice that is refused is undone, and says so. */
export function useSetting<Name extends SettingName>(
  name: Name,
): [value: Settings[Name], choose: (value: Settings[Name]) => void] {
  const { settings } = useRoost();
  const value = useObservable(settings.all)[name];
  function choose(next: Settings[Name]) {
    settings.set(name, next).catch((refused) => {
      showToast(describeTrouble(refused, currentText()), "trouble");
    });
  }
  return [value, choose];
}
