import type { OwnView } from "@roost/sdk";
import { useRoost } from "../session/session-context.ts";
import { useObservable } from "../session/use-observable.ts";

type WarningRow = OwnView<"warning"> extends ReadonlyMap<string, infer Row> ? Row : never;

/** The first one of the warnings that I have not acknowledged. */
export function useOldestWarning(): WarningRow | undefined {
  return [...useObservable(useRoost().warnings).values()].at(-1);
}
