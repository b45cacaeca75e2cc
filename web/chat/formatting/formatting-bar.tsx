import { Toolbar } from "@base-ui/react/toolbar";
import {
  Bold,
  Code,
  Eye,
  EyeOff,
  Italic,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  Pencil,
  SquareCode,
  Strikethrough,
  TextQuote,
} from "lucide-react";
import { IconButton } from "../controls/icon-button.tsx";
import { useText } from "../language/language.ts";
import type { FixedKey } from "../language/text.tsx";
import { altKey, modKey } from "../shortcuts/keys.ts";
import type { Format } from "./formats.ts";

export interface FormattingBarProps {
  onFormat: (format: Format) => void;
  isPreview: boolean;
  onPreview: (isPreview: boolean) => void;
}

/** `keys` are pressed with Ctrl. */
const groups: { format: Format; icon: LucideIcon; label: FixedKey; keys?: string[] }[][] = [
  [
    { format: "bold", icon: Bold, label: "formatting.bold", keys: ["B"] },
    { format: "italic", icon: Italic, label: "formatting.italic", keys: ["I"] },
    { format: "strike", icon: Strikethrough, label: "formatting.strike", keys: ["⇧", "X"] },
    { format: "spoiler", icon: EyeOff, label: "formatting.spoiler" },
    { format: "link", icon: Link, label: "formatting.link", keys: ["K"] },
  ],
  [
    {
      format: "numbered-list",
      icon: ListOrdered,
      label: "formatting.numbered-list",
      keys: ["⇧", "7"],
    },
    { format: "list", icon: List, label: "formatting.list", keys: ["⇧", "8"] },
    { format: "quote", icon: TextQuote, label: "formatting.quote", keys: ["⇧", "9"] },
  ],
  [
    { format: "code", icon: Code, label: "formatting.code", keys: ["⇧", "C"] },
    {
      format: "code-block",
      icon: SquareCode,
      label: "formatting.code-block",
      keys: [altKey, "⇧", "C"],
    },
  ],
];

/** Formats for the field below it, and a look at what it will show. One stop of the Tab key. */
export default function FormattingBar({ onFormat, isPreview, onPreview }: FormattingBarProps) {
  const t = useText();
  return (
    <Toolbar.Root
      aria-label={t("formatting.label")}
      className="flex items-center overflow-x-auto"
      // The field keeps the focus and its selection, and a phone its keyboard.
      onPointerDown={(event) => event.preventDefault()}
    >
      {groups.map((group, index) => (
        <div
          key={group[0]?.format}
          className={index > 0 ? "ms-1 flex border-s border-line ps-1" : "flex"}
        >
          {group.map(({ format, icon, label, keys }) => (
            <Toolbar.Button
              key={format}
              disabled={isPreview}
              onClick={() => onFormat(format)}
              render={
                <IconButton
                  size="small"
                  icon={icon}
                  label={t(label)}
                  {...(keys && { shortcut: [modKey(t), ...keys].join("+") })}
                />
              }
            />
          ))}
        </div>
      ))}
      <Toolbar.Button
        aria-pressed={isPreview}
        onClick={() => onPreview(!isPreview)}
        render={
          <IconButton
            size="small"
            icon={isPreview ? Pencil : Eye}
            label={t(isPreview ? "formatting.write" : "formatting.preview")}
            className="ms-auto"
          />
        }
      />
    </Toolbar.Root>
  );
}
