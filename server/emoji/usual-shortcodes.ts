let loading: Promise<ReadonlySet<string>> | null = null;

/** Whether a name is what GitHub or Slack call an emoji of Unicode: clients complete those. */
export async function isUsualShortcode(name: string): Promise<boolean> {
  loading ??= load();
  return (await loading).has(name);
}

/** When it is first asked for: it takes a few milliseconds, and most servers start more often than that. */
async function load(): Promise<ReadonlySet<string>> {
  const sources = await Promise.all([
    import("emojibase-data/en/shortcodes/github.json", { with: { type: "json" } }),
    import("emojibase-data/en/shortcodes/iamcal.json", { with: { type: "json" } }),
  ]);
  return new Set(sources.flatMap(({ default: codes }) => Object.values(codes).flat()));
}
