import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { isolated } from "../words/plain.ts";
import { en } from "./en/catalogue.ts";
import { english, german } from "./testing/languages.ts";
import { textIn } from "./text.tsx";

test("a placeholder is filled with a name, which stays apart from the sentence", () => {
  expect(german("invite.text", { room: "Hafen" })).toBe("Sie sind sofort in Hafen.");
  expect(german("invite.text", { room: "נמל" })).toBe("Sie sind sofort in \u2068נמל\u2069.");
  expect(english("invite.text", { room: "cod\u202egnp" })).toBe("They join codgnp at once.");
});

test("any name stands in a sentence as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (room) => {
      expect(english("invite.text", { room })).toBe(`They join ${isolated(room)} at once.`);
    }),
  );
});

test("what somebody is called is never taken for a placeholder", () => {
  expect(english("reactions.count", { count: 2, emoji: "{count}" })).toBe("{count}, 2 people");
  expect(english("membership.remove.title", { name: "<link>a</link>" })).toBe(
    "Remove <link>a</link>?",
  );
});

test("numbers and lists are written as the language has them", () => {
  expect(english("composer.too-many", { count: 12_345 })).toBe("12,345 characters too many");
  expect(german("composer.too-many", { count: 12_345 })).toBe("12.345 Zeichen zu viel");
  const names = ["Ada", "Bo", "Cleo"];
  expect(english("message.events.left", { count: 3, names })).toBe("Ada, Bo and Cleo left");
  expect(german("message.events.left", { count: 3, names })).toBe("Ada, Bo und Cleo sind gegangen");
});

test("a text that depends on a number has the form that the language asks for", () => {
  expect([0, 1, 2].map((count) => english("room.members", { count }))).toEqual([
    "0 members",
    "1 member",
    "2 members",
  ]);
  const forms = { one: "{count} a", few: "{count} b", many: "{count} c", other: "{count} d" };
  const polish = textIn({ ...en, "room.members": forms }, "pl");
  expect([1, 2, 5, 22].map((count) => polish("room.members", { count }))).toEqual([
    "1 a",
    "2 b",
    "5 c",
    "22 b",
  ]);
});

test("a sentence has elements in it, in the order of its language", () => {
  const link = (words: React.ReactNode) => <a href="/sign-up">{words}</a>;
  expect(renderToStaticMarkup(german.rich("account.new-here", { link }))).toBe(
    'Neu hier? <a href="/sign-up">Konto anlegen</a>',
  );
  expect(renderToStaticMarkup(english.rich("membership.remove.text", { room: "נמל" }))).toBe(
    'They stop receiving messages of <bdi dir="auto">נמל</bdi> at once. What they wrote stays.',
  );
  expect(
    renderToStaticMarkup(german.rich("reactions.count", { count: 1_000, emoji: <b>Hafen</b> })),
  ).toBe("<b>Hafen</b>, 1.000 Personen");
});
