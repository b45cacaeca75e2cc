export const invite = {
  "invite.not-taken": "One of these people takes no invitations from you. Nobody was invited.",
  "invite.title": "Invite people",
  "invite.text": "They join {room} at once.",
  "invite.search": "Search people by name",
  "invite.people": "People",
  "invite.nobody": "Nobody else has an account here yet.",
  "invite.nobody-called": "Nobody here is called “{name}”.",
  "invite.need-account": "People need an account before they can be invited.",
  "invite.send-link": "Send them the link to this room.",
  "invite.already-here": "already here",
  "invite.copy-link": "Copy link",
  "invite.members-only": "The link works for people who are in the room. Invite them here first.",
  "invite.local-address":
    "This address works on this computer only. Open Roost by its address in the network before you copy the link.",
  "invite.invite": "Invite",
  "invite.invite-many": { one: "Invite {count}", other: "Invite {count}" },
  "invite.done": { one: "Invited one person", other: "Invited {count} people" },
} as const;
