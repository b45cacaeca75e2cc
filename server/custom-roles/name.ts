import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { fold } from "@roost/protocol/folding.ts";
import { serverRoleNames } from "@roost/protocol/permissions.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { Refusal } from "../refusal.ts";

/** How names of roles are compared: two that read alike are one. */
export const nameKey = fold;

/** The name of a role as it is stored. Throws `text.…`, and `role.name_taken` for that of a built-in one. */
export function readName(typed: string): string {
  const name = normalizeLine(typed);
  const problem = checkLine(name, admissionLimits.customRoleNameCharacters);
  if (problem) throw new Refusal(problem.code, `Name of the role: ${problem.detail}`);
  if (serverRoleNames.some((builtIn) => nameKey(builtIn) === nameKey(name))) {
    throw new Refusal("role.name_taken", `“${name}” is a built-in role; choose another name.`);
  }
  return name;
}
