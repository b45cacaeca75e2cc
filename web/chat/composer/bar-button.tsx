import { ALargeSmall } from "lucide-react";
import { IconButton, type IconButtonProps } from "../controls/icon-button.tsx";
import { useBar } from "../formatting/use-bar.ts";
import { useText } from "../language/language.ts";

/** Shows the bar with formats, and hides it. */
export function BarButton(props: Pick<IconButtonProps, "size">) {
  const t = useText();
  const [isShown, toggle] = useBar();
  return (
    <IconButton
      {...props}
      icon={ALargeSmall}
      label={t(isShown ? "composer.formatting.hide" : "composer.formatting.show")}
      aria-expanded={isShown}
      // The field keeps the focus, so that a phone's keyboard stays up.
      onPointerDown={(event) => event.preventDefault()}
      onClick={toggle}
    />
  );
}
