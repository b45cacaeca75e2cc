import type {
  ExportRegistrationsQuery,
  RegistrationRequest,
} from "@roost/protocol/registration.ts";
import { type Actor, requireRight } from "../actor.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { everyPage } from "../store/every-page.ts";
import { readRegistrations } from "./list.ts";

/** A request, with what whoever decided is called; null where there is nobody like that. */
export interface NamedRequest extends RegistrationRequest {
  decider: string | null;
}

/** All requests of a list, some at a time. The audit log has that they were handed out. */
export async function exportRegistrations(
  { database: { db } }: Pick<Context, "database">,
  actor: Actor,
  query: ExportRegistrationsQuery,
): Promise<AsyncIterable<NamedRequest[]>> {
  requireRight(actor, "exportRegistrations");
  await record(db, actor, "list.exported", null, { list: "registrations" });
  return everyPage(async (cursor, limit) => {
    const page = await readRegistrations(db, { ...query, ...cursor }, limit);
    const names = new Map(page.users.map(({ id, username }) => [id, username]));
    const rows = page.registrations.map((request) => ({
      ...request,
      decider: names.get(request.decidedBy ?? "") ?? null,
    }));
    return { rows, nextCursor: page.nextCursor };
  });
}
