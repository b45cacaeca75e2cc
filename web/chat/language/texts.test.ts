import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { en } from "./en/catalogue.ts";
import { findTexts } from "./testing/find-texts.ts";

const web = path.join(import.meta.dirname, "../..");
const files = ["chat", "panel"]
  .flatMap((folder) =>
    readdirSync(path.join(web, folder), { recursive: true, encoding: "utf8" }).map(
      (file) => `${folder}/${file.split(path.sep).join("/")}`,
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\/testing\/|\.config\./.test(file))
  .filter((file) => !/^\w+\/language\/(?:en|de)\//.test(file));

const read = (file: string) => readFileSync(path.join(web, file), "utf8");

test("every text that people read comes from the catalogues", () => {
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    findTexts(file, read(file)).map(({ line, text }) => `${file}:${line}: ${text}`),
  );
  // Put it into web/chat/language/en and the other languages: CONTRIBUTING.md says how.
  expect(found).toEqual([]);
});

test("the page says nothing before its language is there but what every language says", () => {
  const html = read("index.html");
  expect(html).toContain(`content="${en["app.description"]}"`);
  expect(read("panel/index.html")).toMatch(
    /<title>Roost<\/title>[\s\S]*<body>\s*<div id="app"><\/div>/,
  );
  const [, title] = html.match(/<title>(.*)<\/title>/) ?? [];
  expect(title).toBe("Roost");
  const [, body = ""] = html.match(/<body>(.*)<\/body>/s) ?? [];
  expect(body.replace(/<[^>]*>/g, "").trim()).toBe("");
});

test.each([
  ["words in an element", `<p>Try again</p>`, "Try again"],
  ["one small word", `<span>you</span>`, "you"],
  ["words beside a name", `<p>Hello {name}</p>`, "Hello"],
  ["a condition", `<p>{open ? "less" : t("room.more")}</p>`, "less"],
  ["a label", `<button aria-label="Send" />`, "Send"],
  ["a tooltip with a name", `<b title={\`Join \${room}\`} />`, "Join …"],
  ["a property of our own controls", `<Modal heading="Create a room" />`, "Create a room"],
  ["a table of labels", `const rows = [{ label: "light" }]`, "light"],
  ["a word to return", `function by() { return "Draft"; }`, "Draft"],
  ["a toast", `showToast("copied the link")`, "copied the link"],
  ["an error under a field", `setNameError(\`at most \${max}\`)`, "at most …"],
  ["a sentence with a number", `const text = \`\${count} not sent yet\``, "… not sent yet"],
  ["a sum of strings", `<p>{count + " left"}</p>`, "left"],
])("%s is found", (_name, source, text) => {
  expect(findTexts("example.tsx", `${source};`)).toContainEqual({
    line: 1,
    text: expect.stringContaining(text),
  });
});

test.each([
  ["a text of the catalogues", `<p title={t("room.more")}>{t("room.join")}</p>`],
  ["its key in a table", `const rows = [{ label: "room.join" }]`],
  ["a class", `<p className="flex gap-2">{count}</p>`],
  ["a key of the keyboard", `if (event.key === "Enter") send();`],
  ["an error for developers", `throw new Error("Dialogs open inside of the shell only.")`],
  ["a type", `type Kind = "Public room"`],
])("%s is none", (_name, source) => {
  expect(findTexts("example.tsx", source)).toEqual([]);
});
