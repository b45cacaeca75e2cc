import type { BenchSettings, Crew, Side } from "./sides.ts";

const groupSize = 100;
const roomsOfGroup = 10;
/** Over all rooms of all groups. */
const postsPerSecond = 100;
const warmMs = 5_000;

/** Groups, and one more person for each who talks in all of its rooms. */
export interface GroupsWithTalkers extends Crew {
  /** How many do not talk. They come first, then those who do, in the order of their groups. */
  listeners: number;
}

/** People in groups that share some rooms; the last group may be smaller. */
export function groups(people: number, size = groupSize, roomsOfEach = roomsOfGroup): Crew {
  const count = Math.ceil(people / size);
  const rooms = Array.from({ length: count * roomsOfEach }, (_, room) => {
    const first = Math.floor(room / roomsOfEach) * size;
    return Array.from({ length: Math.min(size, people - first) }, (_, at) => first + at);
  });
  return { people, rooms };
}

export function groupsWithTalkers(listeners: number): GroupsWithTalkers {
  const { rooms } = groups(listeners);
  const talkerOf = (room: number) => listeners + Math.floor(room / roomsOfGroup);
  return {
    listeners,
    people: listeners + rooms.length / roomsOfGroup,
    rooms: rooms.map((members, room) => [talkerOf(room), ...members]),
  };
}

/** Has the talkers talk until the crowd is told `calm`; without texts, nobody does. */
export async function startTalk(
  side: Side,
  { people, listeners }: GroupsWithTalkers,
  texts: BenchSettings["texts"],
): Promise<void> {
  await side.crowd.ask({
    do: "flow",
    talkers: Array.from({ length: people - listeners }, (_, group) => ({
      person: listeners + group,
      roomIds: side.roomIds.slice(group * roomsOfGroup, (group + 1) * roomsOfGroup),
    })),
    texts: [...texts],
    pace: { perSecond: texts.length > 0 ? postsPerSecond : 0 },
    timesReceipt: false,
    warmMs,
  });
}
