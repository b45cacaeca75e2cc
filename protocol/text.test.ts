import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterClose, closeCodes } from "./close-codes.ts";
import { messageId, parseMessageId } from "./message.ts";
import {
  checkBody,
  checkLine,
  cleanBody,
  cleanLine,
  normalizeBody,
  normalizeLine,
} from "./text.ts";

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
  expect(normalizeLine("Mu\u0308ller")).toBe("M\u00fcller");
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

describe("a name", () => {
  test.each([
    ["a control of direction", "cod\u202egnp"],
    ["an isolate", "\u2067ann\u2069"],
    ["a mark of direction", "ann\u200f"],
    ["the Arabic letter mark", "ann\u061c"],
    ["a zero-width space", "an\u200bn"],
    ["a joiner between letters that do not join", "an\u200dn"],
    ["a Hangul filler", "ann\u3164"],
    ["tag characters", "ann\u{e0061}\u{e0062}"],
    ["the blank of Braille", "ann\u2800"],
    ["a line separator", "a\u2028b"],
    ["a selector of variants without an emoji", "ann\ufe0f"],
    ["nine thousand accents", `a${"\u0301".repeat(60)}`],
    ["an accent on nothing", "\u0301ann"],
  ])("SND-8: may not have %s", (_, line) => {
    expect(checkLine(line, 80)?.code).toBe("text.invalid_characters");
  });

  test.each([
    ["Vietnamese", "Nguyễn Thị Ánh".normalize("NFD")],
    ["Thai", "น้ำผึ้ง"],
    ["Devanagari with a joiner", "क्‍ष श्री"],
    ["Bengali with a joiner", "র‍্যাব"],
    ["Sinhala with a joiner", "ශ්‍රී ලංකා"],
    ["Persian with a non-joiner", "می‌خواهم"],
    ["Tibetan", "བསྒྲུབས་ཧཱུྃ"],
    ["Hebrew with points and cantillation", "בְּרֵאשִׁ֖ית"],
    ["Arabic with harakat", "ٱلرَّحْمَٰنِ"],
    ["a family", "👨‍👩‍👧‍👦 Weber"],
    ["a heart", "❤️ ☺︎ 1️⃣"],
    ["the flag of Scotland", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    ["a variant of a Japanese letter", "葛\u{e0100}城"],
  ])("SND-8: may be in %s", (_, line) => {
    expect(checkLine(line, 80)).toBeNull();
    expect(cleanLine(line)).toEqual({ text: line, taken: [] });
  });

  test("SND-8: has one kind of space", () => {
    expect(normalizeLine("a\u00a0b\u3000 c")).toBe("a b c");
  });

  test("is told which characters it may not have", () => {
    expect(checkLine("a\u202eb\u001b", 80)?.detail).toContain("ESC (U+001B)");
    expect(checkLine("a\u202eb", 80)?.detail).toContain("U+202E");
  });
});

describe("a text that is pasted", () => {
  const any = fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        "\u001b",
        "\v",
        "\ud800",
        "\udc00",
        "\u202e",
        "\u200d",
        "\r",
        "\n",
        "👩",
        "a",
      ),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
  });
  const refused = "text.invalid_characters";

  test("has nothing left that a message may not have, and loses nothing else", () => {
    fc.assert(
      fc.property(any, (text) => {
        const clean = cleanBody(text);
        expect(checkBody(clean.text)?.code).not.toBe(refused);
        const lines = text.replace(/\r\n?/g, "\n");
        if (checkBody(lines)?.code !== refused) expect(clean.taken).toEqual([]);
      }),
    );
    expect(cleanBody("a\u001b[1m\vb\f\r\nc")).toEqual({
      text: "a[1mb\nc",
      taken: ["\u001b", "\v", "\f"],
    });
  });

  test("has nothing left that a name may not have, and its lines are one", () => {
    expect(cleanLine("weekend\r\n\u202ehikes\u001b")).toEqual({
      text: "weekend hikes",
      taken: ["\u001b", "\u202e"],
    });
  });
});
