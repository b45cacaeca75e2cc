import type { ArrangeList } from "@roost/protocol/http.ts";
import type { Filed, OwnRow, Section, SectionSort } from "@roost/protocol/own.ts";
import type { Http } from "./http.ts";

/** How I have my list of rooms. */
export interface ListApi {
  mute(roomId: string): Promise<OwnRow>;
  /** Null where it was not muted. */
  unmute(roomId: string): Promise<OwnRow | null>;
  putInSection(roomId: string, section: Filed["section"]): Promise<OwnRow>;
  /** Null where it was in none. */
  takeOutOfSection(roomId: string): Promise<OwnRow | null>;
  /** @param sectionId A UUID; a new one makes a section. */
  setSection(sectionId: string, section: Section): Promise<OwnRow>;
  removeSection(sectionId: string): Promise<OwnRow | null>;
  /** With null, as the list. Null where it was sorted so already. @param sectionId Any section. */
  sortSection(sectionId: string, sort: SectionSort | null): Promise<OwnRow | null>;
  arrangeList(patch: ArrangeList): Promise<OwnRow>;
}

/** @param take Has a row in the replica before anybody is told. */
export function createListApi(
  http: Http,
  take: <Row extends OwnRow | null>(answer: Promise<Row>) => Promise<Row>,
): ListApi {
  return {
    mute: (roomId) => take(http.request("PUT", `${room(roomId)}/muted`)),
    unmute: (roomId) => take(http.request("DELETE", `${room(roomId)}/muted`)),
    putInSection: (roomId, section) =>
      take(http.request("PUT", `${room(roomId)}/section`, { body: { section } })),
    takeOutOfSection: (roomId) => take(http.request("DELETE", `${room(roomId)}/section`)),
    setSection: (id, body) => take(http.request("PUT", section(id), { body })),
    removeSection: (id) => take(http.request("DELETE", section(id))),
    sortSection: (id, body) =>
      take(http.request(body ? "PUT" : "DELETE", `${section(id)}/sort`, body ? { body } : {})),
    arrangeList: (body) => take(http.request("PATCH", "/api/list", { body })),
  };
}

function room(roomId: string): string {
  return `/api/rooms/${encodeURIComponent(roomId)}`;
}

function section(sectionId: string): string {
  return `/api/sections/${encodeURIComponent(sectionId)}`;
}
