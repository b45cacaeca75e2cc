import type { Browser, Locator, Page } from "playwright-core";
import { type Visit, type VisitOptions, visitAs } from "./browser.ts";
import type { TestServer } from "./server.ts";

/** Opens a page of the administration as somebody. @param path Behind `/admin`. */
export async function visitPanelAs(
  browser: Browser,
  server: Pick<TestServer, "url">,
  username: string,
  path: string,
  options: VisitOptions = {},
): Promise<Visit> {
  return visitAs(browser, server, username, { ...options, path: `/admin${path}` });
}

/** The row of somebody in the list of people. */
export function rowOf(page: Page, name: string) {
  return page.getByRole("table", { name: "People" }).getByRole("row", { name });
}

/** A text of a row as this screen shows it: a phone has some of them elsewhere. */
export function shownIn(row: Locator, text: string | RegExp): Locator {
  return row.getByText(text).filter({ visible: true });
}

/** Opens the menu of what can be done with somebody of the list, and chooses from it. */
export async function actOn(page: Page, name: string, action: string): Promise<void> {
  await rowOf(page, name)
    .getByRole("button", { name: `Actions for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}
