import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "../controls/copy-text.ts";

/** A fenced block: scrolls sideways by wheel or keys, and can be copied. */
export function CodeBlock({ code }: { code: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_600);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <div className="code-block">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach what scrolls. */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
      <button
        type="button"
        aria-label={copied ? "Copied" : "Copy the code"}
        title="Copy the code"
        onClick={async () => setCopied(await copyText(code))}
      >
        <Icon size={15} aria-hidden />
      </button>
    </div>
  );
}
