import { expect, test } from "vitest";
import { check } from "./check.ts";
import { smallHistory } from "./small-history.ts";

const broken = (history: ReturnType<typeof smallHistory>) => check(history).map(({ rule }) => rule);

test("a reply that is stored as one to another message, or shown with another text, is found", () => {
  const history = smallHistory();
  Object.assign(history.database.messages[3] ?? {}, { replyTo: 2 });
  expect(broken(history)).toContain("the same reply");
  Object.assign(history.posts[2] ?? {}, { replyTo: 2 });
  expect(broken(history)).not.toContain("the same reply");
  Object.assign(history.devices[0]?.replica?.[0] ?? {}, { quotes: { 2: 1 } });
  expect(broken(history)).toContain("quotes equal");
});

test("an unread mention that a device does not show is found", () => {
  const history = smallHistory();
  Object.assign(history.database.messages[3] ?? {}, { mentions: ["ben"] });
  const details = check(history).map(({ detail }) => detail);
  expect(details.join()).toContain("mentions is 0");
});
