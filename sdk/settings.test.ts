import type { OwnRow } from "@roost/protocol/own.ts";
import { expect, test } from "vitest";
import { OwnRows } from "./replica/own-rows.ts";
import type { Api } from "./rest/api.ts";
import { Settings } from "./settings.ts";

/** A server that answers when it is told to. */
function world() {
  const rows = new OwnRows();
  let version = 0;
  const told = (name: string, value: unknown) => {
    version += 1;
    const changedAt = new Date(version).toISOString();
    const row = { kind: "setting", key: name, version, changedAt, value } as OwnRow;
    rows.take([row]);
    return row;
  };
  const asked: { value: unknown; answer: PromiseWithResolvers<void> }[] = [];
  const setSetting = async (name: string, value: unknown) => {
    const answer = Promise.withResolvers<void>();
    asked.push({ value, answer });
    await answer.promise;
    return told(name, value);
  };
  const settings = new Settings({ setSetting } as Pick<Api, "setSetting">, rows.view("setting"));
  return { settings, told, asked };
}
const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

test("OWN-4: a setting counts at once where it is chosen, and is undone where it is refused", async () => {
  const { settings, asked } = world();
  expect(settings.all.get().enterSends).toBe(true);
  const set = settings.set("enterSends", false);
  expect(settings.all.get()).toMatchObject({ enterSends: false });
  expect(settings.all.get()).toBe(settings.all.get());
  await turn();
  asked[0]?.answer.reject(new Error("refused"));
  await expect(set).rejects.toThrow("refused");
  expect(settings.all.get().enterSends).toBe(true);
});

test("OWN-4: of choices that follow each other the last one stays, also here", async () => {
  const { settings, asked } = world();
  const first = settings.set("enterSends", false);
  const second = settings.set("enterSends", true);
  await turn();
  expect(asked.map(({ value }) => value)).toEqual([false]);
  asked[0]?.answer.resolve();
  await first;
  expect(settings.all.get().enterSends).toBe(true);
  await turn();
  asked[1]?.answer.resolve();
  await second;
  expect(settings.all.get().enterSends).toBe(true);
});

test("OWN-4: what another device chose counts here; names and values that are not known here do not", async () => {
  const { settings, told } = world();
  told("formattingBar", true);
  told("enterSends", 3);
  told("wingspan", true);
  await turn();
  expect(settings.all.get()).toMatchObject({ formattingBar: true, enterSends: true });
  expect(settings.all.get()).not.toHaveProperty("wingspan");
  told("formattingBar", null);
  await turn();
  expect(settings.all.get().formattingBar).toBe(false);
});
