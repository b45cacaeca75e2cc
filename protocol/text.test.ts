import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterClose, closeCodes } from "./close-codes.ts";
import { messageId, parseMessageId } from "./message.ts";
import { checkBody, checkLine, normalizeBody, normalizeLine } from "./text.ts";

describe("a body", () => {
  test.each([
    ["a\r\nb\rc", "a\nb\nc"],
    ["\n \n\t\n  indented\n", "  indented"],
    ["trailing  \n\n", "trailing"],
    ["    code\n\n\nmore", "    code\n\n\nmore"],
  ])("SND-1: %j is stored as %j", (body, stored) => {
    expect(normalizeBody(body)).toBe(stored);
  });

  test("SND-1: that was normalized stays as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (body) => {
        const once = normalizeBody(body);
        expect(normalizeBody(once)).toBe(once);
      }),
    );
  });

  test("SND-2: may have tabs and line ends, emoji and every script", () => {
    for (const body of ["a\tb\nc", "👩‍👩‍👧‍👦", "日本語", "עברית", "e\u0301"]) {
      expect(checkBody(body)).toBeNull();
    }
  });

  test.each(["\0", "a\u009fb", "\ud800", "a\udc00b", "a\u001bb"])(
    "SND-2: may not have %j",
    (body) => {
      expect(checkBody(body)?.code).toBe("text.invalid_characters");
    },
  );

  test("SND-2: has to have something to see", () => {
    for (const body of ["", " ", "\u3164", "\u200d\u200d", "\u2800", "\ufe0f"]) {
      expect(checkBody(body)?.code).toBe("text.empty");
    }
  });

  test("LIM-3: is counted in code points", () => {
    expect(checkBody("🐦".repeat(10_000))).toBeNull();
    expect(checkBody("🐦".repeat(10_001))?.code).toBe("text.too_long");
    expect(checkBody(`${"x".repeat(9_999)}🐦`)).toBeNull();
  });
});

test("a line has single spaces and no line end", () => {
  expect(normalizeLine("  a   b ")).toBe("a b");
  expect(checkLine("a\nb", 10)?.code).toBe("text.invalid_characters");
  expect(checkLine("abc", 2)?.code).toBe("text.too_long");
});

test("a message id is taken apart into what it was made of", () => {
  const room = "0198c0de-0000-4000-8000-000000000000";
  expect(parseMessageId(messageId(room, 42))).toEqual({ roomId: room, number: 42 });
});

test("CLO-1: the range of a close code says what to do", () => {
  const doneAfter = (name: keyof typeof closeCodes) => afterClose(closeCodes[name].code);
  expect(doneAfter("sessionEnded")).toBe("stop");
  expect(doneAfter("tokenRejected")).toBe("renew-token");
  expect(doneAfter("slowConsumer")).toBe("reconnect");
  expect(afterClose(1006)).toBe("reconnect");
});
