import type { Hello } from "@roost/protocol/up.ts";
import { Refusal } from "../refusal.ts";
import { closingFor } from "./closing.ts";
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
    connection.close(closingFor(error.code), error.detail);
  }
  return null;
}
