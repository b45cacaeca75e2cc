import type { Hello } from "@roost/protocol/up.ts";
import { Refusal } from "../refusal.ts";
import type { Connection } from "./connection.ts";
import type { Visitor } from "./questions.ts";
import type { Authenticate } from "./session-parts.ts";

/** Who says this hello; null where that closed the connection. */
export async function admitHello(
  hello: Hello,
  authenticate: Authenticate,
  connection: Connection,
): Promise<Visitor | null> {
  try {
    const visitor = await authenticate(hello);
    if (hello.userId === undefined || hello.userId.toLowerCase() === visitor.userId) return visitor;
    connection.close("otherPerson");
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "server.busy") throw error;
    const isForeign = error.code === "auth.origin_forbidden";
    connection.close(isForeign ? "originForbidden" : "tokenRejected", error.detail);
  }
  return null;
}
