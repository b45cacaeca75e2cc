import { Menu } from "@base-ui/react/menu";
import { Monitor, Moon, Sun } from "lucide-react";
import { type ThemeChoice, useTheme } from "../theme/theme.ts";

const choices = [
  { value: "system", label: "System", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

/** Three radio items in a row; stands inside of a menu. */
export function ThemeChooser() {
  const [theme, setTheme] = useTheme();
  return (
    <Menu.RadioGroup
      value={theme}
      onValueChange={(value: ThemeChoice) => setTheme(value)}
      aria-label="Theme"
      className="grid grid-cols-3 gap-1"
    >
      {choices.map(({ value, label, icon: Icon }) => (
        <Menu.RadioItem
          key={value}
          value={value}
          className="tap flex flex-col items-center gap-1 rounded-lg px-3 py-2 text-xs font-medium text-ink-soft outline-none select-none data-checked:bg-selected data-checked:text-ink data-highlighted:shadow-[inset_0_0_0_2px_var(--focus)]"
        >
          <Icon size={17} aria-hidden />
          {label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
