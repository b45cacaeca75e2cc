import { setTimeout as delay } from "node:timers/promises";
import type { Post } from "../history.ts";
import type { Crowd, Seat } from "../people/crowd.ts";
import { RawDevice } from "../people/raw-device.ts";
import { SdkDevice } from "../people/sdk-device.ts";
import { makeText } from "../people/text.ts";
import { type Fault, fault, nothingToHeal, type World } from "./fault.ts";

const hourMs = 3_600_000;

/** What a slow reader is sent: more than a server keeps for one connection, and the kernel too. */
const floodMessages = 400;
const floodText = "鳥".repeat(9_000);
/** Beyond it the flood waits for something that is broken too. */
const floodWithinMs = 8_000;

const seats = ({ crowd }: World) => crowd.seats;
const others = ({ crowd }: World, { device }: Seat) =>
  crowd.seats.filter(
    (one) =>
      one.device !== device &&
      one.device.userId === device.userId &&
      // The library does not send what it has not written itself.
      one.device instanceof RawDevice,
  );
const members = ({ crowd }: World) =>
  crowd.seats.filter(({ device }) => device.rooms().some(({ id }) => id === crowd.club));

/** Clients that read slowly, repeat themselves, and do not know what time it is. */
export const clientFaults: readonly Fault[] = [
  fault("client.stops-reading", members, async ({ device }, { crowd }, random) => {
    device.link.stall("down");
    const speaker = crowd.seats.find(
      (one) => one.device !== device && one.device.rooms().some(({ id }) => id === crowd.club),
    );
    const ids = speaker && flood(speaker, crowd.club, `${random.next()}`);
    const deadline = performance.now() + floodWithinMs;
    while (ids?.some((id) => isUnanswered(crowd, id)) && performance.now() < deadline) {
      await delay(100);
    }
    return () => device.link.mend();
  }),
  fault(
    "client.wrong-clock",
    (world) => seats(world).filter(({ device }) => device.clock),
    ({ device }, _, random) => {
      device.clock?.set(random.between(1, 12) * hourMs * (random.chance(0.5) ? 1 : -1));
      // While a program runs, its clock goes on from where it began.
      device.restart();
      // Half of them are never set right.
      return random.chance(0.5) ? () => setRight(device) : nothingToHeal;
    },
  ),
  fault(
    "client.other-person",
    (world) => seats(world).filter(({ device }) => device instanceof SdkDevice),
    ({ device }, { crowd }, random) => {
      if (!(device instanceof SdkDevice)) return nothingToHeal;
      const others = [...crowd.tokens].filter(([userId]) => userId !== device.userId);
      const [, token] = random.pick(others) ?? [];
      if (token === undefined) return nothingToHeal;
      device.link.breakAll();
      // It waits for its author, whoever is signed in meanwhile.
      say({ device, crowd, text: makeText(random), pick: random.next() });
      device.restartAsOther(token);
      return () => device.signInAgain();
    },
  ),
  fault("send.twice", seats, ({ device }, { crowd }, random) => {
    const post = say({ device, crowd, text: makeText(random), pick: random.next() });
    // What waits behind another message is not sent yet: its copy would overtake that one.
    if (post && post.transmissions > 0) device.repeat(post);
    return nothingToHeal;
  }),
  fault(
    "send.on-two-connections",
    (world) => seats(world).filter((seat) => others(world, seat).length > 0),
    (seat, world, random) => {
      const { device } = seat;
      const { crowd } = world;
      const post = say({ device, crowd, text: makeText(random), pick: random.next() });
      if (!post) return nothingToHeal;
      post.isOrdered = false;
      for (const other of others(world, seat)) other.device.repeat(post);
      return nothingToHeal;
    },
  ),
  fault("send.again-later", seats, ({ device }, { crowd }, random) => {
    const mine = [...crowd.ledger.posts.values()].filter(
      ({ authorId, acknowledgements }) => authorId === device.userId && acknowledgements.length > 0,
    );
    // From the older half.
    const post = mine[random.below(Math.ceil(mine.length / 2))];
    if (post) device.repeat(post);
    return nothingToHeal;
  }),
];

function setRight(device: Seat["device"]): void {
  device.clock?.set(0);
  device.restart();
}

interface Saying {
  device: Seat["device"];
  crowd: Crowd;
  text: string;
  /** From 0 to 1. */
  pick: number;
}

/** Sends a message to one of the rooms. */
function say({ device, crowd, text, pick }: Saying): Post | undefined {
  const rooms = device.rooms();
  const room = rooms[Math.floor(pick * rooms.length)];
  return room && crowd.ledger.posts.get(device.post(room.id, text));
}

function flood({ device }: Seat, roomId: string, mark: string): string[] {
  return Array.from({ length: floodMessages }, (_, index) =>
    device.post(roomId, `${mark} ${index} ${floodText}`),
  );
}

function isUnanswered({ ledger }: Crowd, clientMessageId: string): boolean {
  const post = ledger.posts.get(clientMessageId);
  return post !== undefined && post.acknowledgements.length === 0 && post.refusals === 0;
}
