/** Bounds that both sides know. The unit is the last word of each name. */
export const limits = {
  /** Characters (Unicode code points) of one message. */
  messageBodyCharacters: 10_000,
  /** Characters of a room's name. */
  roomNameCharacters: 80,
  /** Characters of a room's topic. */
  roomTopicCharacters: 500,
  /** Characters of a person's display name. */
  displayNameCharacters: 80,
  /** Characters that a user name has at least … */
  usernameMinCharacters: 2,
  /** … and at most. */
  usernameMaxCharacters: 32,
  /** Characters that a password has at least … */
  passwordMinCharacters: 8,
  /** … and at most. */
  passwordMaxCharacters: 128,
  /** People invited by one request. */
  inviteUsers: 100,
  /** Rows of any page; the default page is a setting of the server. */
  pageRows: 200,
  /** Changed rows in one `changes` answer; a longer gap comes in several. */
  changesRows: 500,
  /** Characters of message bodies in one `changes` answer, give or take one message. */
  changesBodyCharacters: 500_000,
  /** A client further behind than this gets `reset` and loads the newest page again. */
  resetAfterVersions: 2_000,
  /** The largest frame a client may send. */
  upFrameBytes: 256 * 1024,
  /** The largest JSON body of an HTTP request. */
  httpBodyBytes: 256 * 1024,
  /** Rooms whose versions one `hello` may name. */
  helloRooms: 5_000,
  /** How long ago the token of a `hello` may have expired, as long as its session is open. */
  helloTokenGraceMs: 86_400_000,
  /** A connection that has not said hello by then is closed. */
  helloTimeoutMs: 10_000,
  /** A client that has nothing to say pings at this interval … */
  heartbeatIntervalMs: 25_000,
  /**
   * … and a side that heard nothing for this long gives the connection up. The server looks every
   * few seconds: within a minute in all.
   */
  heartbeatTimeoutMs: 55_000,
  /** Frames a connection may send: a burst, refilled at a steady rate. */
  upFramesBurst: 300,
  upFramesPerSecond: 100,
  /** Bytes that may wait for a slow reader before it is closed. */
  downQueueBytes: 4 * 1024 * 1024,
} as const;
