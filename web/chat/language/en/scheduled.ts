export const scheduled = {
  "scheduled.title": "Scheduled",
  "scheduled.about": "What you have written to be sent later. It goes out though you are not here.",
  "scheduled.none": "Nothing scheduled",
  "scheduled.none.text": "The calendar beside the button Send offers times to send a message at.",
  "scheduled.room-gone": "A room that you are not in",
  "scheduled.being-sent": "Being sent",
  "scheduled.failed": "Not sent. {reason}",
  "scheduled.send-now": "Send now to {room}",
  "scheduled.change": "Change what is sent to {room}",
  "scheduled.remove": "Do not send to {room}",
  "scheduled.removed": "It will not be sent",
  "scheduled.here": {
    one: "One message of yours is scheduled here",
    other: "{count} messages of yours are scheduled here",
  },
  "scheduled.here.failed": {
    one: "One scheduled message was not sent",
    other: "{count} scheduled messages were not sent",
  },
  "scheduled.show": "Show",
  "scheduled.edit": "Scheduled message",
  "scheduled.text": "Message",
} as const;
