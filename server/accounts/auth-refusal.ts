import { isAPIError } from "better-auth/api";
import { Refusal } from "../refusal.ts";

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
}

function toRefusal(error: ApiError): unknown {
  if (error.statusCode === 401) return new Refusal("auth.required");
  if (error.statusCode >= 500) return error;
  return new Refusal("auth.rejected", error.message);
}
