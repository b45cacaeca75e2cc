import { expect, test, vi } from "vitest";
import { Derived } from "./observable.ts";

test("a value is computed once until it changes, and not before somebody looks", () => {
  const compute = vi.fn(() => ({}));
  const derived = new Derived(compute);
  derived.changed();
  expect(compute).not.toHaveBeenCalled();
  const first = derived.get();
  expect(derived.get()).toBe(first);
  derived.changed();
  expect(derived.get()).not.toBe(first);
  expect(compute).toHaveBeenCalledTimes(2);
});

test("a burst of changes is told once, and every listener of every value hears it", async () => {
  const [one, two] = [new Derived(() => 1), new Derived(() => 2)];
  const heard: string[] = [];
  const end = one.subscribe(() => heard.push("one"));
  one.subscribe(() => heard.push("one again"));
  two.subscribe(() => heard.push("two"));
  for (let change = 0; change < 5; change += 1) {
    one.changed();
    two.changed();
  }
  expect(heard).toEqual([]);
  await Promise.resolve();
  expect(heard).toEqual(["one", "one again", "two"]);
  end();
  one.changed();
  await Promise.resolve();
  expect(heard.slice(3)).toEqual(["one again"]);
});

test("the first listener and the last that goes are noticed, also where one function listened twice", () => {
  const onWatched = vi.fn();
  const derived = new Derived(() => 1, onWatched);
  const listener = () => {};
  const [endOne, endTwo] = [derived.subscribe(listener), derived.subscribe(listener)];
  endOne();
  endOne();
  expect(derived.watched).toBe(true);
  endTwo();
  expect(derived.watched).toBe(false);
  expect(onWatched.mock.calls).toEqual([[true], [false]]);
});
