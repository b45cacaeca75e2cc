import { TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import type { ErrorCode } from "@roost/protocol/errors.ts";
import type { FastifyRequest, FastifySchemaCompiler } from "fastify";
import type { FastifySchemaValidationError, SchemaErrorDataVar } from "fastify/types/schema.js";
import type { TSchema } from "typebox";
import { Value } from "typebox/value";
import { Refusal } from "../refusal.ts";

/**
 * Checks requests against the schemas of the protocol. What came in the address is converted
 * from text to the type that the schema wants; a body has to have the right types itself. What the schema
 * does not name is left out: nothing behind this may take it for something that the server has said.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = (route) => {
  const validate = TypeBoxValidatorCompiler(route);
  return (input: unknown) => {
    const result = validate(input);
    const isValid = typeof result === "object" && "value" in result;
    return isValid ? { value: Value.Clean(route.schema, result.value) } : result;
  };
};

/** An id that cannot be one is an id that does not exist: both are answered alike. */
const codeOfParameter: Record<string, ErrorCode> = {
  roomId: "room.not_found",
  messageId: "message.not_found",
  userId: "user.not_found",
  // What makes a section is given its id: one that cannot be one is no section that is missing.
  sectionId: "request.invalid",
  scheduledId: "scheduled.not_found",
  settingName: "setting.not_found",
  inviteId: "invite.not_found",
  jobId: "job.not_found",
};

/** Says which field is wrong, and why. */
export function refuseInvalid(
  errors: FastifySchemaValidationError[],
  part: SchemaErrorDataVar,
): Refusal {
  const [first] = errors;
  if (part === "params") {
    const parameter = first?.instancePath.slice(1) ?? "";
    return new Refusal(codeOfParameter[parameter] ?? "route.not_found");
  }
  const what = part === "querystring" ? "query" : part;
  const path = first?.instancePath.slice(1).replaceAll("/", ".");
  const field = path ? `\`${path}\` of the ${what}` : `The ${what}`;
  // Of what a schema knows nothing of, its validator says no more than that.
  const isUnknown = first?.keyword === "boolean" && first.message === "schema is false";
  const wrong = isUnknown ? "is not known" : (first?.message ?? "is wrong");
  return new Refusal("request.invalid", `${field} ${wrong}.`);
}

/**
 * PostgreSQL cannot store NUL, half a surrogate pair is not a character, and beyond 2^53 numbers
 * are no longer exact. None of these gets in, wherever it is. Other characters are the business
 * of the texts themselves.
 */
export async function refuseUnstorable({ query, body }: FastifyRequest): Promise<void> {
  const waiting: [path: string, value: unknown][] = [
    ["query", query],
    ["body", body],
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, value] = next;
    if (typeof value === "string" && (!value.isWellFormed() || value.includes("\0"))) {
      throw new Refusal(
        "text.invalid_characters",
        `\`${path}\` has a NUL character or half a surrogate pair; remove it.`,
      );
    }
    if (typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      throw new Refusal("request.invalid", `\`${path}\` is a larger number than there can be.`);
    }
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) continue;
    for (const [key, member] of Object.entries(value)) waiting.push([`${path}.${key}`, member]);
  }
}
