import type { Roost } from "@roost/sdk";
import { signUp } from "../server.ts";

const names = {
  ada: "Ada Brandt",
  ines: "Ines Albrecht",
  jonah: "Jonah Okafor",
  freya: "Freya Lindqvist",
  luca: "Luca Moretti",
  mei: "Mei Watanabe",
  noor: "Noor Haddad",
  petra: "Petra Novák",
  sam: "Sam Whitlock",
  tomas: "Tomás Rivera",
  aylin: "Aylin Demir",
};
type Name = keyof typeof names;
const all = Object.keys(names) as Name[];

const rooms = {
  "harbour-survey": "Counting terns, gulls and everything else on the north quay",
  "field-kit": "Telescopes, batteries, dry socks",
  photos: "What the lens saw",
  "data & maps": "Stations, species, counts",
  kitchen: "Who cooks, and what",
  "weekend-hikes": "Sunday, if it is dry",
};
type RoomName = keyof typeof rooms | "general";

/** People who have talked, in all the ways there are, on a server that has nobody yet. */
export interface Town {
  /** Signs in on a page. */
  username: string;
  roomId(name: RoomName): string;
  /** A message below which others stand. */
  rootNumber: number;
  close(): void;
}

/** @param url Of a server without accounts. */
export async function settle(url: string): Promise<Town> {
  const people = new Map<Name, Roost>();
  for (const name of all) people.set(name, await signUp(url, name, names[name]));
  const of = (name: Name) => people.get(name) as Roost;
  const ids = await Promise.all(all.map(async (name) => (await of(name).api.me()).id));
  const idOf = (name: Name) => ids[all.indexOf(name)] as string;

  const roomIds = new Map<RoomName, string>();
  const general = of("ada").rooms.get()[0];
  if (general) roomIds.set("general", general.id);
  for (const [name, topic] of Object.entries(rooms) as [RoomName, string][]) {
    const { id } = await of("ines").api.createRoom({ name, topic, kind: "public" });
    roomIds.set(name, id);
    await of("ines").api.invite(id, ids);
  }
  const roomId = (name: RoomName) => roomIds.get(name) as string;
  const say = (name: Name, room: string, body: string, more: object = {}) =>
    of(name).api.post(room, { clientMessageId: crypto.randomUUID(), body, ...more });

  await say("noor", roomId("kitchen"), "Lentils this week. Bring bowls.");
  await say("luca", roomId("weekend-hikes"), "Sunday: the ridge, if it is dry");
  await say("tomas", roomId("data & maps"), "Short station names are taken now");
  await say("sam", roomId("photos"), "Uploaded 60 from yesterday, the light was kind");

  const survey = roomId("harbour-survey");
  await say(
    "ines",
    survey,
    "Good morning! Counting starts at **10:45**, every quarter of an hour:",
  );
  const plan = await say(
    "ines",
    survey,
    "| station | species | who |\n| --- | --- | --- |\n| north quay | common tern | Luca |\n| old crane | herring gull | Aylin |\n| ice-cream van | spoonbill | whoever is hungry |",
  );
  await of("ines").api.pin(plan.id);
  await say(
    "mei",
    survey,
    "Does `station` have to match the map exactly? I've been writing “N quay” 🙈",
  );
  await say("tomas", survey, "It did until ten minutes ago. Now it takes the short names too.");
  const wind = await say(
    "freya",
    survey,
    "I could row over to the skerries, but only if the wind drops below 6.",
  );
  await say(
    "jonah",
    survey,
    "Forecast says 5, gusting 7 at noon. I'll go and look, and turn round if the rocks are wet.",
    {
      replyTo: wind.number,
    },
  );
  const root = await say(
    "luca",
    survey,
    "First quarter of an hour from the quay: **57** common terns, 12 common gulls",
  );
  for (const [name, emoji] of [
    ["ada", "🎉"],
    ["mei", "🎉"],
    ["noor", "🎉"],
    ["freya", "🐦"],
  ] as const) {
    await of(name).api.react(root, emoji);
  }
  const below = { threadNumber: root.number };
  await say("ada", survey, "That is ten more than last year, isn't it?", below);
  await say("luca", survey, "Twelve. And the spoonbill is *back*. Same ice-cream van.", below);
  await say("sam", survey, "||It has a name now: Gelato.||", below);
  await say("ada", survey, "I want it written into the protocol that the van is a station now.");
  await of("ada").api.markRead(survey, (await of("ada").api.getRoom(survey)).lastNumber);
  await say(
    "aylin",
    survey,
    "I can take over from Luca at noon, I'm bringing the new batteries anyway. @ada, does anybody need a dry pair of socks?",
  );
  await say("jonah", survey, "Yes. Don't ask.");

  await say("aylin", roomId("field-kit"), "Battery box is full again, second shelf");
  await say("noor", roomId("general"), "Who has the key to the boat house?");
  const { room: direct } = await of("freya").api.openDirect([idOf("ada")]);
  await say("freya", direct.id, "Shall we meet at the crane at ten?");
  const { room: group } = await of("petra").api.openDirect([idOf("ada"), idOf("ines")]);
  await say("petra", group.id, "Letter from the council came: we may use the pier");
  await of("jonah").api.setPresence({ status: { emoji: "🚣", text: "On the water", until: null } });
  await of("ada").api.save(wind.id);
  await of("ada").api.setDraft(roomId("photos"), { body: "The third one from the crane is" });

  return {
    username: "ada",
    roomId,
    rootNumber: root.number,
    close() {
      for (const one of people.values()) one.close();
    },
  };
}
