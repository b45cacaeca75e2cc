import { isAPIError } from "better-auth/api";
import { Refusal } from "../refusal.ts";

/** Answers of a failed sign-in. They are alike, so that none says whether the account exists. */
const wrongCredentials = new Set([
  "INVALID_EMAIL",
  "INVALID_EMAIL_OR_PASSWORD",
  "INVALID_PASSWORD",
  "INVALID_USERNAME",
  "INVALID_USERNAME_OR_PASSWORD",
  "PASSWORD_TOO_LONG",
  "USERNAME_TOO_LONG",
  "USERNAME_TOO_SHORT",
]);

/** Waits for a call of Better Auth and turns what it refuses into our codes. */
export async function refusing<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    throw isAPIError(error) ? toRefusal(error) : error;
  }
}

interface ApiError {
  statusCode: number;
  message: string;
  body?: { code?: string | undefined } | undefined;
}

function toRefusal(error: ApiError): unknown {
  if (wrongCredentials.has(error.body?.code ?? "")) {
    return new Refusal("auth.invalid_credentials", "The name or the password is wrong.");
  }
  if (error.statusCode === 401) return new Refusal("auth.required");
  if (error.statusCode >= 500) return error;
  return new Refusal("auth.rejected", error.message);
}
