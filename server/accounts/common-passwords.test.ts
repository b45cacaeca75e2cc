import { expect, test } from "vitest";
import { type PasswordOwner, refuseCommonPassword } from "./common-passwords.ts";

const ann: PasswordOwner = {
  username: "ann.smith",
  displayName: "Ann Smithson",
  email: "asmith77@example.org",
};

function refusal(password: string, owner?: PasswordOwner): string | null {
  try {
    refuseCommonPassword(password, owner);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test.each([
  "password1",
  "Password1",
  "        ",
  "\u3000".repeat(8),
  " 12345678 ",
  "qwertyuiop",
  "passwort",
  "aaaaaaaaaaaa",
  "abababababab",
  "ann.smith",
  "Ann.Smith",
  "ann smithson",
  "asmith77",
  "asmith77@example.org",
])("%j is refused", (password) => {
  expect(refusal(password, ann)).toBe("auth.password_common");
});

test.each([
  "a nest of twigs",
  "correct horse battery",
  "ann.smith and her nest",
  "x".repeat(128),
  "🐦".repeat(65),
  "пароль из слов",
  "Tr0ub4dor&3",
])("%j is taken: there are no rules of composition", (password) => {
  expect(refusal(password, ann)).toBeNull();
});
