import { use } from "react";
import { useText } from "../language/language.ts";
import { EmojiDrawing } from "./custom-emoji.tsx";

const themes = ["light", "dark"] as const;

/** How an image looks in a message and as a reaction: by day and by night. */
export function ImagePreview({ url }: { url: string }) {
  const t = useText();
  return (
    <div role="img" aria-label={t("emoji.preview")} className="grid gap-2 min-[26rem]:grid-cols-2">
      {themes.map((theme) => (
        <div
          key={theme}
          data-theme={theme}
          className="flex min-w-0 items-center gap-3 rounded-lg border border-line bg-canvas px-3 py-2.5 text-ink"
        >
          <p className="min-w-0 flex-1 truncate text-[0.9375rem]">
            {t("emoji.preview.words")} <Shown url={url} />
          </p>
          <span className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full bg-sunken px-2.5 text-[0.8125rem] font-semibold text-ink-soft">
            <span className="text-base leading-none">
              <Shown url={url} />
            </span>
            1
          </span>
        </div>
      ))}
    </div>
  );
}

function Shown({ url }: { url: string }) {
  const Image = use(EmojiDrawing);
  return <Image src={url} alt="" draggable={false} className="custom-emoji" />;
}
