import { admissionLimits } from "@roost/protocol/admission-limits.ts";
import { createInvite } from "../invites/create.ts";
import { readInvites } from "../invites/list.ts";
import { revokeInvite } from "../invites/revoke.ts";
import { commandLine } from "../people/change-person.ts";
import { everyPage } from "../store/every-page.ts";
import type { RunCommand } from "./commands.ts";
import { print } from "./print.ts";
import { oneName, readArguments, refuseNames } from "./read-arguments.ts";
import { readTime } from "./read-time.ts";
import { requireRoom } from "./require-room.ts";
import { publicUrlOf, withStore } from "./with-store.ts";

const wishes = {
  uses: { type: "string" },
  until: { type: "string" },
  room: { type: "string", multiple: true },
} as const;

/** `invite create`: prints a link with which people sign up. Returns the exit code. Throws a `StartError`. */
export const makeInvite: RunCommand = async (args, environment) => {
  const { maxUses, until, names, json } = readArguments(
    "invite create",
    args,
    wishes,
    ({ uses, until: typed, room = [] }, more) => {
      refuseNames(more);
      return {
        maxUses: uses === undefined ? null : readUses(uses),
        until: typed === undefined ? null : readTime(typed).toISOString(),
        names: room,
      };
    },
  );
  return withStore(environment, async ({ database, config }) => {
    const roomIds: string[] = [];
    for (const name of names) roomIds.push((await requireRoom(database.db, name)).id);
    const wish = { maxUses, until, roomIds };
    const publicUrl = publicUrlOf(config);
    const { invite, url } = await createInvite(
      { database },
      commandLine,
      wish,
      publicUrl,
      new Date(),
    );
    print(json, { ...invite, url }, url);
    return 0;
  });
};

function readUses(typed: string): number {
  const uses = Number(typed);
  if (Number.isInteger(uses) && uses >= 1 && uses <= admissionLimits.inviteUses) return uses;
  throw new TypeError(`"${typed}" is no count of uses from 1 to ${admissionLimits.inviteUses}.`);
}

/** `invite list`: prints the links that work, or all. Returns the exit code. Throws a `StartError`. */
export const listInvites: RunCommand = async (args, environment) => {
  const { all, json } = readArguments(
    "invite list",
    args,
    { all: { type: "boolean" } },
    (values, names) => {
      refuseNames(names);
      return { all: values.all ?? false };
    },
  );
  return withStore(environment, async ({ database }) => {
    const query = all ? {} : { state: "open" as const };
    const pages = await everyPage(async (cursor, limit) => {
      const page = await readInvites(database.db, { ...query, ...cursor }, limit, new Date());
      return { rows: page.invites, nextCursor: page.nextCursor };
    });
    for await (const invites of pages) {
      for (const invite of invites) {
        const { id, state, uses, maxUses, until, createdAt } = invite;
        const used = maxUses === null ? `${uses} uses` : `${uses} of ${maxUses} uses`;
        const line = [id, state, used, until === null ? "-" : `until ${until}`, createdAt];
        print(json, invite, line.join("\t"));
      }
    }
    return 0;
  });
};

/** `invite revoke ID`: has a link let nobody in any more. Returns the exit code. Throws a `StartError`. */
export const endInvite: RunCommand = async (args, environment) => {
  const complaint = "Which one? Give the id that `invite list` shows.";
  const { id, json } = readArguments("invite revoke", args, {}, (_, names) => {
    const given = oneName(names, complaint);
    if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given))
      throw new TypeError(complaint);
    return { id: given };
  });
  return withStore(environment, async ({ database }) => {
    await revokeInvite({ database }, commandLine, id, new Date());
    print(json, { id }, "The link lets nobody in any more.");
    return 0;
  });
};
