import { errors } from "@roost/protocol/errors.ts";

/** What a server must not do. */
export interface Finding {
  rule: "fault" | "leak" | "form" | "end" | "change";
  detail: string;
}

export interface Answer {
  status: number;
  contentType: string;
  body: string;
}

/** What is wrong with an answer; null where nothing is. @param asked says what was asked, so that it can be asked again. */
export function findingIn(
  answer: Answer,
  secrets: readonly string[],
  asked: () => string,
): Finding | null {
  const { status, contentType, body } = answer;
  if (status >= 500) return { rule: "fault", detail: `${status} ${body}\n${asked()}` };
  const leaked = secrets.find((secret) => body.includes(secret));
  if (leaked !== undefined) return { rule: "leak", detail: `${leaked} in ${body}\n${asked()}` };
  if (status < 400) return null;
  const problem = contentType.startsWith("application/problem+json") ? parsed(body) : null;
  if (problem?.code !== undefined && Object.hasOwn(errors, problem.code)) return null;
  return { rule: "form", detail: `${status} ${contentType} ${body}\n${asked()}` };
}

/** The same of a frame that a connection was sent. */
export function findingInFrame(
  frame: string,
  secrets: readonly string[],
  asked: () => string,
): Finding | null {
  const leaked = secrets.find((secret) => frame.includes(secret));
  if (leaked !== undefined) return { rule: "leak", detail: `${leaked} in ${frame}\n${asked()}` };
  const told = parsed(frame);
  const isFault =
    told?.type === "error" && ["server.internal", "server.busy"].includes(told.code ?? "");
  return isFault ? { rule: "fault", detail: `${frame}\n${asked()}` } : null;
}

function parsed(text: string): { code?: string; type?: string } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
