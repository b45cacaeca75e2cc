import { limits } from "@roost/protocol/limits.ts";
import { checkLine, normalizeLine } from "@roost/protocol/text.ts";
import { Refusal } from "../refusal.ts";

/** A room's name as it is stored. Throws `text.…`. */
export function roomName(name: string): string {
  return line(name, "The room's name", limits.roomNameCharacters);
}

/** The name of a direct as it is stored, which may be empty. Throws `text.…`. */
export function directName(name: string): string {
  return normalizeLine(name) === "" ? "" : roomName(name);
}

/** A room's topic as it is stored, which may be empty. Throws `text.…`. */
export function roomTopic(topic: string): string {
  if (normalizeLine(topic) === "") return "";
  return line(topic, "The room's topic", limits.roomTopicCharacters);
}

/** The name of a section of somebody's list, as it is stored. Throws `text.…`. */
export function sectionName(name: string): string {
  return line(name, "The section's name", limits.sectionNameCharacters);
}

function line(text: string, what: string, maxCharacters: number): string {
  const normalized = normalizeLine(text);
  const problem = checkLine(normalized, maxCharacters);
  if (problem) throw new Refusal(problem.code, `${what}: ${problem.detail}`);
  return normalized;
}
