import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { Refusal } from "../refusal.ts";

/** A reason as it is stored; null for none. Throws `text.…`. */
export function readReason(typed: string | null, maxCharacters: number): string | null {
  const reason = normalizeLine(typed ?? "");
  if (reason === "") return null;
  const problem = checkLine(reason, maxCharacters);
  if (problem) throw new Refusal(problem.code, `The reason: ${problem.detail}`);
  return reason;
}
