import { useSetting } from "../settings/use-setting.ts";

/** Whether the bar with formats is shown in all fields for messages. At first it is hidden. */
export function useBar(): [isShown: boolean, toggle: () => void] {
  const [isShown, choose] = useSetting("formattingBar");
  return [isShown, () => choose(!isShown)];
}
