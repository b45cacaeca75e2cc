/**
 * Reads from a frame what the load has to know, without parsing all of it: a server is measured
 * here, not `JSON.parse`.
 *
 * Looking for `,"key":` in the bytes is safe. Inside of a JSON string a quotation mark has a
 * backslash before it, so these bytes are only there where a key is.
 */
export type FrameKind =
  | "welcome"
  | "snapshot"
  | "person"
  | "changes"
  | "posted"
  | "pong"
  | "error"
  | "reset"
  | "typing"
  | "other";

const letters = Object.fromEntries([..."cwsepnrt"].map((one) => [one, one.charCodeAt(0)]));
/** Where the name of the type begins, in `{"type":"changes"`. */
const typeAt = 9;

/** The types that the load acts on begin with different letters, or have a different third one. */
export function kindOf(frame: Buffer): FrameKind {
  const third = frame[typeAt + 2];
  switch (frame[typeAt]) {
    case letters.c:
      return "changes";
    case letters.w:
      return "welcome";
    case letters.s:
      return "snapshot";
    case letters.e:
      return "error";
    case letters.p:
      if (third === letters.n) return "pong";
      return third === letters.r ? "person" : "posted";
    case letters.t:
      return "typing";
    case letters.r:
      return third === letters.s ? "reset" : "other";
    default:
      return "other";
  }
}

const keys = {
  ref: Buffer.from(',"ref":'),
  roomId: Buffer.from(',"roomId":"'),
  since: Buffer.from(',"since":'),
  version: Buffer.from(',"version":'),
  number: Buffer.from(',"number":'),
  kind: Buffer.from(',"kind":"'),
  lastNumber: Buffer.from(',"lastNumber":'),
  clientMessageId: Buffer.from(',"clientMessageId":"'),
  more: Buffer.from(',"more":true'),
  repeated: Buffer.from(',"repeated":true'),
};
const idLength = 36;

/** The messages of a `changes` frame, and the versions that it leads from and to. */
export interface ScannedChanges {
  roomId: string;
  since: number;
  version: number;
  more: boolean;
  /** Number and version of each message, in turn; a message has the same place in both. */
  numbers: number[];
  versions: number[];
}

export function scanChanges(frame: Buffer): ScannedChanges {
  const since = frame.indexOf(keys.since);
  const numbers: number[] = [];
  const versions: number[] = [];
  const changes = {
    roomId: idAfter(frame, keys.roomId, 0),
    since: digitsAt(frame, since + keys.since.length),
    version: numberAfter(frame, keys.version, since),
    more: frame.includes(keys.more),
    numbers,
    versions,
  };
  for (let at = frame.indexOf(keys.number, since); at >= 0; ) {
    numbers.push(digitsAt(frame, at + keys.number.length));
    versions.push(numberAfter(frame, keys.version, at));
    at = frame.indexOf(keys.number, at + keys.number.length);
  }
  return changes;
}

let lastFrame: Buffer = Buffer.alloc(0);
let lastChanges: ScannedChanges | null = null;

/** As `scanChanges`; the members of a room mostly get the same bytes one after the other. */
export function scanChangesOnce(frame: Buffer): ScannedChanges {
  if (lastChanges === null || frame.length !== lastFrame.length || !frame.equals(lastFrame)) {
    lastChanges = scanChanges(frame);
    lastFrame = Buffer.from(frame);
  }
  return lastChanges;
}

export interface ScannedPosted {
  ref: number;
  roomId: string;
  number: number;
  version: number;
  repeated: boolean;
}

export function scanPosted(frame: Buffer): ScannedPosted {
  return {
    ref: numberAfter(frame, keys.ref, 0),
    roomId: idAfter(frame, keys.roomId, 0),
    number: numberAfter(frame, keys.number, 0),
    version: numberAfter(frame, keys.version, 0),
    repeated: frame.includes(keys.repeated),
  };
}

/** The version of its person that a snapshot or a `person` frame leads to. */
export function scanPersonVersion(frame: Buffer): number {
  return numberAfter(frame, keys.version, 0);
}

/** Calls back with each room of a snapshot, of a `person` frame or of a `reset`. */
export function scanRooms(
  frame: Buffer,
  found: (roomId: string, version: number, lastNumber: number) => void,
): void {
  for (let at = frame.indexOf(keys.kind); at >= 0; ) {
    // `{"id":"…","kind":"public",…,"version":7,"lastNumber":6`
    const roomId = frame.toString("latin1", at - 1 - idLength, at - 1);
    found(roomId, numberAfter(frame, keys.version, at), numberAfter(frame, keys.lastNumber, at));
    at = frame.indexOf(keys.kind, at + keys.kind.length);
  }
}

/** Calls back with the client's id of each message in `changes`. */
export function scanClientMessageIds(frame: Buffer, found: (id: string) => void): void {
  const key = keys.clientMessageId;
  for (let at = frame.indexOf(key); at >= 0; at = frame.indexOf(key, at + key.length)) {
    found(frame.toString("latin1", at + key.length, at + key.length + idLength));
  }
}

function idAfter(frame: Buffer, key: Buffer, from: number): string {
  const at = frame.indexOf(key, from) + key.length;
  return frame.toString("latin1", at, at + idLength);
}

/** -1 where the key is not there. */
function numberAfter(frame: Buffer, key: Buffer, from: number): number {
  const at = frame.indexOf(key, from);
  return at < 0 ? -1 : digitsAt(frame, at + key.length);
}

function digitsAt(frame: Buffer, start: number): number {
  let value = 0;
  for (let at = start; at < frame.length; at++) {
    const digit = (frame[at] as number) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}
