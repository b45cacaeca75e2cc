import { expect, test } from "vitest";
import { closedAt, tokenAt } from "./token.ts";

/** The text up to the `|` is in front of the caret. */
const at = (marked: string) => [marked.replace("|", ""), marked.indexOf("|")] as const;

test.each([
  [":ta|", "ta", 0],
  ["hey :tada|", "tada", 4],
  ["(:+1|)", "+1", 1],
  ["🎉:thumbs|", "thumbs", 2],
  ["Über :äpf|el", "äpf", 5],
])("%s is completed", (marked, query, start) => {
  expect(tokenAt(...at(marked))).toEqual({ query, start });
});

test.each([":D|", ":t|", "at 12:30|", "https://example|", "c::pa|", "key:value|", ": ta|", "ta|"])(
  "%s is left alone",
  (marked) => {
    expect(tokenAt(...at(marked))).toBeNull();
  },
);

test("a shortcode ends with its second colon", () => {
  expect(closedAt(...at("so :tada:|"))).toEqual({ query: "tada", start: 3 });
  expect(closedAt(...at(":tada::+1:|"))).toEqual({ query: "+1", start: 6 });
  expect(closedAt(...at("12:30:|"))).toBeNull();
  expect(closedAt(...at("::|"))).toBeNull();
});
