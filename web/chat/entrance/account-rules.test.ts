import { checkEmail, checkPassword, checkUsername } from "@roost/protocol/account-rules.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { expect, test } from "vitest";
import { english, german } from "../language/testing/languages.ts";
import { checkAccount, problemOfUsername, suggestUsername } from "./account-rules.ts";

const account = {
  displayName: "Jürgen",
  username: " Jürgen ".replace("ü", "u"),
  email: " jürgen@bücher.example ",
  password: "🐦".repeat(65),
};

test("what the server takes, the form takes", () => {
  expect(checkAccount(account, english)).toEqual({});
});

test("what the server refuses, the form says at its field", () => {
  const wrong = { displayName: " ", username: "ü", email: "nobody", password: "🐦".repeat(7) };
  expect(Object.keys(checkAccount(wrong, english))).toEqual(Object.keys(account));
  expect(checkAccount({ ...account, password: "🐦".repeat(129) }, english)).toEqual({
    password: "Use at most 128 characters.",
  });
  expect(problemOfUsername("Everyone", english)).toBe(
    "This user name is reserved. Choose another.",
  );
});

test("in English, the form says what the server says", () => {
  for (const username of ["ü", "a", "a".repeat(33)]) {
    expect(problemOfUsername(username, english)).toBe(checkUsername(username)?.detail);
  }
  for (const password of ["\0".repeat(9), "a", "a".repeat(129)]) {
    const said = checkAccount({ ...account, password }, english).password;
    expect(said).toBe(checkPassword(password)?.detail);
  }
  expect(checkAccount({ ...account, email: "a" }, english).email).toBe(checkEmail("a")?.detail);
  for (const displayName of ["a\u200bb", "a".repeat(81), `a${"\u0301".repeat(9)}`]) {
    const said = checkAccount({ ...account, displayName }, english).displayName;
    expect(said).toBe(checkLine(normalizeLine(displayName), 80)?.detail);
  }
});

test("a German reader is told in German", () => {
  expect(problemOfUsername("a", german)).toBe("Nimm mindestens 2 Zeichen.");
  expect(checkAccount({ ...account, displayName: "\u200b" }, german)).toEqual({
    displayName: "Sag den anderen, wie du heißt.",
  });
  const password = "\0".repeat(9);
  expect(checkAccount({ ...account, displayName: "a\u200bb", password }, german)).toEqual({
    displayName:
      "Entferne Zeichen, die hier nicht stehen können: breitenloses Leerzeichen (U+200B).",
    password: "Entferne NUL-Zeichen und halbe Ersatzzeichenpaare.",
  });
});

test.each([
  ["Łukasz Żółć", "lukasz.zolc"],
  ["Straße 5", "strasse.5"],
  ["Nguyễn Đức", "nguyen.duc"],
  ["李小龍", ""],
  [`${"x".repeat(31)} y`, "x".repeat(31)],
])("for %j the user name %j is proposed", (name, username) => {
  expect(suggestUsername(name)).toBe(username);
});
