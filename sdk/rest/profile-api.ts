import type { FoundPerson } from "@roost/protocol/http.ts";
import type { MyPresence, PatchPresence } from "@roost/protocol/presence.ts";
import type { Me, PatchProfile, Profile, User } from "@roost/protocol/user.ts";
import { userOf } from "../replica/former-names.ts";
import type { Http } from "./http.ts";

/** What people say of themselves, and how they can be met. */
export interface ProfileApi {
  /** What others may know of a person, and how they can be met at this moment. */
  profile(userId: string): Promise<FoundPerson>;
  /** Says something of myself; what is left out stays. */
  setProfile(patch: PatchProfile): Promise<Profile>;
  /** Makes a PNG, JPEG or WebP my picture. */
  setPicture(image: Blob): Promise<Me>;
  removePicture(): Promise<void>;
  /** What I say of myself, and what of my presence I hide. */
  myPresence(): Promise<MyPresence>;
  setPresence(patch: PatchPresence): Promise<MyPresence>;
}

export function createProfileApi(
  http: Http,
  feed: { takeUsers(users: readonly User[]): void },
): ProfileApi {
  const take = async <Found extends Profile>(answer: Promise<Found>): Promise<Found> => {
    const profile = await answer;
    feed.takeUsers([userOf(profile)]);
    return profile;
  };
  return {
    profile: (userId) => take(http.request("GET", `/api/users/${encodeURIComponent(userId)}`)),
    setPicture: (image) => http.request("PUT", "/api/me/picture", { body: image }),
    removePicture: () => http.request("DELETE", "/api/me/picture"),
    setProfile: (body) => take(http.request("PATCH", "/api/me/profile", { body })),
    myPresence: () => http.request("GET", "/api/me/presence"),
    setPresence: (body) => http.request("PATCH", "/api/me/presence", { body }),
  };
}
