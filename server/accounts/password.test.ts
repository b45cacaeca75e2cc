import { describe, expect, test } from "vitest";
import { scryptPasswords } from "./password.ts";

const passwords = scryptPasswords(15);

describe("a password hash", () => {
  test("fits its password and no other", async () => {
    const hash = await passwords.hash("correct horse");
    expect(await passwords.verify({ hash, password: "correct horse" })).toBe(true);
    expect(await passwords.verify({ hash, password: "correct hors" })).toBe(false);
  });

  test("is another one each time", async () => {
    const [one, other] = await Promise.all([passwords.hash("same"), passwords.hash("same")]);
    expect(one).not.toBe(other);
  });

  test("names its cost: 32 MiB, three times", async () => {
    expect(await passwords.hash("password")).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  });

  test("is still good after the cost was raised", async () => {
    const hash = await scryptPasswords(10).hash("password");
    expect(await scryptPasswords(11).verify({ hash, password: "password" })).toBe(true);
    expect(await scryptPasswords(11).hash("password")).toMatch(/^\$scrypt\$ln=11,/);
  });

  test("is checked at the cost that it names", async () => {
    // Of "password" and the salt "NaCl", from RFC 7914.
    const hash =
      "$scrypt$ln=10,r=8,p=16$TmFDbA==$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA==";
    expect(await passwords.verify({ hash, password: "password" })).toBe(true);
  });

  test("does not hold up the event loop", async () => {
    const hashing = passwords.hash("password").then(() => "hashed");
    const turn = new Promise<string>((resolve) => setImmediate(resolve, "a turn of the loop"));
    expect(await Promise.race([hashing, turn])).toBe("a turn of the loop");
    await hashing;
  });
});
