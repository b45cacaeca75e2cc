/** Bounds that both sides know. The unit is the last word of each name. */
export const limits = {
  /** Characters (Unicode code points) of one message. */
  messageBodyCharacters: 10_000,
  /** Characters of a room's name. */
  roomNameCharacters: 80,
  /** Characters of a room's topic. */
  roomTopicCharacters: 500,
  /** Characters of the name of a section of somebody's list of rooms. */
  sectionNameCharacters: 40,
  /** Characters of a person's display name. */
  displayNameCharacters: 80,
  /** Characters of the reason of a warning, a mute or a suspension. */
  sanctionReasonCharacters: 500,
  /** Warnings that one person has and has not acknowledged. */
  openWarnings: 20,
  /** Characters of what is said with a report of a message. */
  reportNoteCharacters: 500,
  /** The longest pause between two messages of a person in a room of slow mode. */
  slowSeconds: 21_600,
  /** Combining marks on one letter of a name or a topic. */
  marksPerLetter: 6,
  /** Characters that a user name has at least … */
  usernameMinCharacters: 2,
  /** … and at most. */
  usernameMaxCharacters: 32,
  /** Former user names that others are told of, the newest. */
  formerUsernames: 20,
  /** Characters that a password has at least … */
  passwordMinCharacters: 8,
  /** … and at most. */
  passwordMaxCharacters: 128,
  /** Characters of what a person says of themselves. */
  aboutCharacters: 500,
  /** Characters of how they are spoken of. */
  pronounsCharacters: 40,
  /** Characters of a person's status. */
  statusCharacters: 100,
  /** People invited by one request. */
  inviteUsers: 100,
  /** Members of a room. */
  roomMembers: 50_000,
  /** Rooms that one person makes; archived ones do not count. */
  madeRooms: 1_000,
  /** Directs that one person opens. */
  openedDirects: 5_000,
  /** People of a direct, with the one who opens it. */
  directPeople: 20,
  /** Emoji that people add to a server. */
  customEmoji: 5_000,
  /** Bytes of the image of one. */
  customEmojiBytes: 256 * 1024,
  /** Pixels of its width, and of its height. */
  customEmojiPixels: 512,
  /** Bytes of the image that somebody makes their picture of. */
  pictureBytes: 4 * 1024 * 1024,
  /** Pixels of its width, and of its height. */
  picturePixels: 4_096,
  /** Characters that the name of an emoji has at least … */
  emojiNameMinCharacters: 2,
  /** … and at most. */
  emojiNameMaxCharacters: 32,
  /** Different emoji that people may react to one message with. */
  reactionKinds: 20,
  /** Pinned messages of a room. */
  roomPins: 100,
  /** Threads that one person follows; the one that they heard of first makes space for the next. */
  followedThreads: 500,
  /** People who are named with a thread. */
  threadPeople: 5,
  /** Characters of a message in the replies to it: its beginning. */
  quoteCharacters: 300,
  /** Characters (UTF-16 units) of a draft: more than can be sent, since it is not finished. */
  draftCharacters: 40_000,
  /** The longest time that a message waits on its device, so that it can be taken back. */
  undoSendSeconds: 60,
  /** Messages that one person has to be sent later, … */
  scheduledMessages: 100,
  /** … and how many days from now, at most. */
  scheduleDays: 366,
  /** Drafts, saved messages and the like that one person has … */
  ownRows: 5_000,
  /** … and the characters that are in them. */
  ownCharacters: 1_000_000,
  /** Of the newest messages it is looked at which are unread; before those all are. */
  unreadWindowMessages: 1_000,
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
  /** Rooms that a connection may look at. */
  watchRooms: 10,
  /** Threads that a connection may look at. */
  watchThreads: 4,
  /** People whose presence a connection may look at. */
  watchUsers: 200,
  /** Who types says so at most once in this time … */
  typingEveryMs: 3_000,
  /** … and is taken to have stopped after this. */
  typingForMs: 6_000,
  /** Of those who type in a room, so many are named. */
  typingNames: 4,
  /** Members of a room in which `@here` finds out who is there. */
  hereMembers: 100,
  /** Members of a room in which people see who has read what. */
  receiptsMembers: 100,
  /** Directs of which one frame says what a device has received. */
  receivedRooms: 100,
  /** Bytes that may wait for a slow reader before it is closed. */
  downQueueBytes: 4 * 1024 * 1024,
} as const;
