import { type ComponentType, use } from "react";
import { loadLaterTexts } from "../language/language.ts";

/** How long to wait before each further attempt, in milliseconds. */
const PAUSES_MS = [400, 1_200, 3_000];

/** A part of the client that could not be fetched. */
export class PartUnavailable extends Error {
  /** Lets the next drawing of the part ask for it again. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super("A part of the page could not be fetched.", { cause });
    this.name = "PartUnavailable";
    this.forget = forget;
  }
}

const fetches: (() => Promise<unknown>)[] = [];

/**
 * A component whose code, and what it says, is fetched apart from the page: soon after it has been drawn
 * (`fetchParts`), or when it is first shown. Shown inside of a `Region`, which tells a failure.
 */
export function part<Props extends object>(
  loadCode: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  const load = async () => (await Promise.all([loadCode(), loadLaterTexts()]))[0];
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<ComponentType<Props>> | null = null;

  async function fetchPart() {
    try {
      loaded = (await tryRepeatedly(load)).default;
      return loaded;
    } catch (error) {
      throw new PartUnavailable(error, () => {
        loading = null;
      });
    }
  }

  fetches.push(async () => {
    // Nobody waits for it yet: a failure is told when it is wanted, after new attempts.
    const early = load().then(({ default: component }) => {
      loaded = component;
    });
    await early.catch(() => {});
  });

  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, by modules.
  return function Part(props: Props) {
    if (loaded === null) loading ??= fetchPart();
    const Loaded = loaded ?? use(loading as Promise<ComponentType<Props>>);
    return <Loaded {...props} />;
  };
}

async function tryRepeatedly<T>(load: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await load();
    } catch (error) {
      // Offline, further attempts fail as well; the region tries again when the network is back.
      const pauseMs = PAUSES_MS[attempt];
      if (pauseMs === undefined || !navigator.onLine) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** Fetches all parts one after another while nothing else goes on. Safari knows no idle time. */
export function fetchParts(): void {
  const whenIdle = window.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 200));
  let next = 0;
  const step = () => {
    const fetchNext = fetches[next++];
    if (fetchNext !== undefined) void fetchNext().then(() => whenIdle(step));
  };
  whenIdle(step);
}
