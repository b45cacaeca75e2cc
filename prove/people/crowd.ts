import { type Link, openLink } from "@roost/stage/link.ts";
import { endLater } from "@roost/stage/process.ts";
import type { Random } from "@roost/stage/random.ts";
import type { SeededUser } from "@roost/stage/seed.ts";
import type { Cluster } from "../cluster.ts";
import type { OldMessages } from "../history.ts";
import type { Device } from "./device.ts";
import { leaveOldMessages } from "./old-messages.ts";
import { RawDevice } from "./raw-device.ts";
import { type Ledger, Recorder } from "./recorder.ts";
import { SdkDevice } from "./sdk-device.ts";

/** A device and what it wrote down, and the node that its next connection leads to. */
export interface Seat {
  device: Device;
  recorder: Recorder;
  node: number;
}

export interface Crowd {
  seats: readonly Seat[];
  userIds: readonly string[];
  /** Those of them who may change what the server has. */
  admins: readonly string[];
  /** The user names of these. */
  names: readonly string[];
  /** Rooms whose members never change, and the others; more are made on the way. */
  quietRooms: readonly string[];
  openRooms: string[];
  /** A quiet room of few people, for what would be too much elsewhere. */
  club: string;
  /** By person. */
  tokens: ReadonlyMap<string, string>;
  /** By room. */
  founders: Record<string, readonly string[]>;
  old: OldMessages;
  ledger: Ledger;
}

/** How many of everything. */
export interface CrowdSize {
  people: number;
  quietRooms: number;
  openRooms: number;
}

/** What the devices of a person run, in turn: one or two each, some of them without the library. */
const outfits = [["sdk", "raw"], ["sdk"], ["sdk", "sdk"], ["raw", "raw"]] as const;

const clubMembers = 3;
/** One with a device of each kind, and one with the library alone. */
const adminCount = 2;

/** Makes people, rooms and devices, and connects them. */
export async function gatherCrowd(
  cluster: Cluster,
  size: CrowdSize,
  ledger: Ledger,
  random: Random,
): Promise<Crowd> {
  const managers = await cluster.seed.addUsers(adminCount, "admin");
  const users = [...managers, ...(await cluster.seed.addUsers(size.people - adminCount))];
  const userIds = users.map(({ id }) => id);
  const names = users.map(({ username }) => username);
  const founders: Record<string, readonly string[]> = {};
  const addRoom = async (name: string, members: readonly string[]) => {
    const roomId = await cluster.seed.addRoom(name, members);
    founders[roomId] = members;
    // Somebody has to be able to take others out.
    await cluster.seed.query(
      "UPDATE members SET role = 'owner' WHERE room_id = $1 AND user_id = ANY($2::uuid[])",
      [roomId, members.slice(0, 2)],
    );
    return roomId;
  };
  const quietRooms: string[] = [];
  for (let index = 0; index < size.quietRooms; index += 1) {
    quietRooms.push(await addRoom(`quiet ${index + 1}`, random.shuffled(userIds)));
  }
  const openRooms: string[] = [];
  for (let index = 0; index < size.openRooms; index += 1) {
    const members = random.shuffled(userIds).slice(0, Math.ceil(size.people * 0.6));
    openRooms.push(await addRoom(`open ${index + 1}`, members));
  }
  const club = await addRoom("club", userIds.slice(0, clubMembers));
  quietRooms.push(club);
  const old = await leaveOldMessages(cluster.seed, ledger, club, userIds[0] as string);
  const seats: Seat[] = [];
  for (const [index, user] of users.entries()) {
    const outfit = outfits[index % outfits.length] ?? ["sdk"];
    for (const [place, kind] of outfit.entries()) {
      const name = `${user.username}/${kind}${place + 1}`;
      seats.push(await takeSeat(cluster, kind, name, user, ledger, random, seats.length));
    }
  }
  await Promise.all(seats.map(({ device }) => device.start()));
  const tokens = new Map(users.map(({ id, token }) => [id, token]));
  const admins = managers.map(({ id }) => id);
  const rooms = { quietRooms, openRooms, club, founders, old };
  return { seats, userIds, admins, names, tokens, ...rooms, ledger };
}

async function takeSeat(
  cluster: Cluster,
  kind: "sdk" | "raw",
  name: string,
  user: SeededUser,
  ledger: Ledger,
  random: Random,
  place: number,
): Promise<Seat> {
  const { members } = cluster;
  const seat = { node: place % members.length };
  const link: Link = await openLink({
    target: () => ({
      host: "127.0.0.1",
      port: members[seat.node % members.length]?.node.port ?? 0,
    }),
    // As a load balancer: where one node does not answer, the next one is tried.
    onRefused: () => {
      seat.node = (seat.node + 1) % members.length;
    },
  });
  const recorder = new Recorder(name, user.id, ledger);
  const own = random.fork(name);
  const { id: userId, token } = user;
  const Kind = kind === "sdk" ? SdkDevice : RawDevice;
  const device: Device = new Kind({ name, userId, token, link, recorder, random: own });
  endLater(() => device.close());
  return Object.assign(seat, { device, recorder });
}
