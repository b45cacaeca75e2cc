import { checkBody, normalizeBody } from "@roost/protocol/text.ts";
import { Refusal } from "../refusal.ts";

/** A message's body as it is stored. Throws `text.…`. */
export function messageBody(body: string): string {
  const normalized = normalizeBody(body);
  const problem = checkBody(normalized);
  if (problem) throw new Refusal(problem.code, problem.detail);
  return normalized;
}
