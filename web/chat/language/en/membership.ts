export const membership = {
  "membership.remove": "Remove",
  "membership.make-owner": "Make owner",
  "membership.make-moderator": "Make moderator",
  "membership.make-member": "Make member",
  "membership.make-owner.title": "Make {name} an owner?",
  "membership.make-owner.text":
    "An owner of {room} can do all that you can: rename it, remove people and give roles, yours included.",
  "membership.step-down": "Step down",
  "membership.step-down-moderator": "Step down to moderator",
  "membership.step-down-member": "Step down to member",
  "membership.step-down.title": "Step down?",
  "membership.step-down.text":
    "You no longer own {room}. Only another owner can make you one again.",
  "membership.remove.title": "Remove {name}?",
  "membership.remove.text":
    "They stop receiving messages of {room} at once. What they wrote stays.",
  "membership.remove.public": "The room is public, so they can join again.",
  "membership.this-person": "this person",
  "membership.this-room": "this room",
} as const;
