import { useText } from "../language/language.ts";

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
            {t("emoji.preview.words")} <Image url={url} />
          </p>
          <span className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full bg-sunken px-2.5 text-[0.8125rem] font-semibold text-ink-soft">
            <span className="text-base leading-none">
              <Image url={url} />
            </span>
            1
          </span>
        </div>
      ))}
    </div>
  );
}

function Image({ url }: { url: string }) {
  return <img src={url} alt="" draggable={false} className="custom-emoji" />;
}
