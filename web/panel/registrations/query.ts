import type { RegistrationsQuery } from "@roost/protocol/registration.ts";

const states = ["awaited", "approved", "refused"] as const;

/** What is asked of the server for an address of the list: who waits, where it does not say otherwise. */
export function queryOf(search: string): Omit<RegistrationsQuery, "cursor" | "limit"> {
  const params = new URLSearchParams(search);
  const query = params.get("q");
  const typed = params.get("state");
  const state = states.find((one) => one === typed) ?? (typed === "any" ? undefined : "awaited");
  return {
    ...(query && { query }),
    ...(state && { state }),
    ...(params.get("sort") === "newest" && { sort: "newest" as const }),
  };
}
