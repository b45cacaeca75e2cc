import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** Serious and critical findings, in words. Waits for fades, whose half-tones are no finding. */
export async function findings(page: Page, theme: "light" | "dark" = "light"): Promise<string[]> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
  // There are no frames, for whose sake it would open another page each time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  // The edges of an open menu pass the focus on at once; nobody ever rests on them.
  axe.exclude("[data-base-ui-focus-guard]");
  // The other theme has other colours, and nothing else.
  if (theme === "dark") axe.withRules(["color-contrast"]);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}
