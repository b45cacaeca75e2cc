/** What this browser knows of how somebody uses emoji. */
export interface EmojiChoices {
  /** The ones of late, the last one first, in the tone in which they were chosen. */
  recent(): readonly string[];
  use(text: string): void;
  /** 0 for the yellow one, 1 to 5 from light to dark. */
  tone(): number;
  setTone(tone: number): void;
}

const RECENT = "roost.emoji.recent";
const TONE = "roost.emoji.tone";
const MAX_RECENT = 24;

export function emojiChoices(storage: Storage): EmojiChoices {
  function write(key: string, value: string) {
    try {
      storage.setItem(key, value);
    } catch {
      // The browser's storage is full: it is forgotten with the page.
    }
  }
  const recent = () => (storage.getItem(RECENT) ?? "").split(" ").filter(Boolean);
  return {
    recent,
    use(text) {
      write(
        RECENT,
        [text, ...recent().filter((one) => one !== text)].slice(0, MAX_RECENT).join(" "),
      );
    },
    tone: () => Math.min(5, Math.max(0, Number(storage.getItem(TONE)) || 0)),
    setTone: (tone) => write(TONE, String(tone)),
  };
}

/** An emoji in somebody's skin tone, where it has skin. */
export function inTone({ text, tones }: { text: string; tones: readonly string[] }, tone: number) {
  return tones[tone - 1] ?? text;
}
