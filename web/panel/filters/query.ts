import type { ExportFiltersQuery, Filter } from "@roost/protocol/filters.ts";

/** In the order in which they are offered; each as the address says it. */
export const kindNames = {
  words: "words",
  links: "links",
  "other-links": "other links",
} as const satisfies Record<string, Filter["kind"]>;
export type KindName = keyof typeof kindNames;

export const actions = ["mask", "refuse"] as const satisfies Filter["action"][];

/** What is asked of the server for an address of the list. What makes no sense there is passed over. */
export function queryOf(search: string): ExportFiltersQuery {
  const params = new URLSearchParams(search);
  const kind = params.get("kind") ?? "";
  const action = actions.find((one) => one === params.get("action"));
  const [state, entry] = [params.get("state"), params.get("q")?.trim()];
  return {
    ...(Object.hasOwn(kindNames, kind) && { kind: kindNames[kind as KindName] }),
    ...(action && { action }),
    ...((state === "on" || state === "off") && { isOn: state === "on" }),
    ...(entry && { entry }),
    ...(params.get("sort") === "oldest" && { sort: "oldest" as const }),
  };
}

/** What each kind is called, as texts have it. */
export function nameOfKind(kind: Filter["kind"]): KindName {
  return kind === "other links" ? "other-links" : kind;
}
