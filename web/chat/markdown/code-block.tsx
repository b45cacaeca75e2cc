import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "../controls/copy-text.ts";
import { useText } from "../language/language.ts";
import { useHighlighted } from "./use-highlighted.ts";

export interface CodeBlockProps {
  code: string;
  /** What was named behind the opening fence. */
  language: string | null;
}

/** A fenced block: scrolls sideways by wheel or keys, and can be copied. */
export function CodeBlock({ code, language }: CodeBlockProps) {
  const t = useText();
  const highlighted = useHighlighted(code, language);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_600);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <div className="code-block">
      {language !== null && <span className="language">{language}</span>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach what scrolls. */}
      <pre dir="ltr" tabIndex={0}>
        <code>{highlighted}</code>
      </pre>
      <button
        type="button"
        aria-label={t(copied ? "markdown.copied" : "markdown.copy-code")}
        title={t("markdown.copy-code")}
        onClick={async () => setCopied(await copyText(code))}
      >
        <Icon size={15} aria-hidden />
      </button>
    </div>
  );
}
