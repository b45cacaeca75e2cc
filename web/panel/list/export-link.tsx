import { Download } from "lucide-react";
import { buttonClass } from "../../chat/controls/button-class.ts";
import { useText } from "../../chat/language/language.ts";

interface ExportLinkProps {
  /** Of the file. */
  href: string;
  format?: "csv" | "json";
}

/** Downloads all that a list shows. A phone has no space for more than the format. */
export function ExportLink({ href, format = "csv" }: ExportLinkProps) {
  const t = useText();
  return (
    <a href={href} download className={buttonClass("quiet", "small")}>
      <Download size={16} aria-hidden />
      <span className="max-sm:sr-only">{t(`panel.list.export.${format}`)}</span>
      <span aria-hidden className="sm:hidden">
        {format.toUpperCase()}
      </span>
    </a>
  );
}
