export const session = {
  "panel.session.forbidden": "Your role on this server does not allow that.",
  "panel.session.username-taken": "This user name is taken.",
  "panel.session.username-reserved": "This user name is reserved.",
  "panel.session.email-taken": "There is an account with this e-mail address already.",
  "panel.session.second-factor-off": "They have no second factor.",
  "panel.session.rank": "Their role is as high as yours, or higher.",
  "panel.session.role-too-high":
    "You can give nobody a higher role than your own, or what you may not do yourself.",
  "panel.session.permissions": "They may do what you cannot let anybody do.",
  "panel.session.no-role": "There is no such role any more.",
  "panel.session.role-name": "There is another role of this name.",
  "panel.session.roles": "There are too many roles. Delete one first.",
  "panel.session.owner":
    "This does not go with the owner of the server. The owner hands the server on.",
  "panel.session.suspended": "They are suspended. End that first.",
  "panel.session.silenced": "They are muted. End that first.",
  "panel.session.warned-enough":
    "They have many warnings that they have not read. Mute or suspend them.",
  "panel.session.ban-invalid":
    "This is no network. Write it like 198.51.100.7, 198.51.100.0/24 or 2001:db8::/48.",
  "panel.session.ban-own": "You are in this network yourself: you would lock yourself out.",
  "panel.session.ban-server":
    "The server itself, or the proxy in front of it, is in this network: everybody would be locked out.",
  "panel.session.no-ban": "There is no such ban any more.",
  "panel.session.bans": "There are too many bans. End some of them first.",
  "panel.session.no-filter": "There is no such filter any more.",
  "panel.session.filters":
    "There are too many filters, or too many words with * in them. Put what belongs together into one.",
  "panel.session.no-person": "There is no such account.",
  "panel.session.private-room":
    "Nobody comes into a private room by themselves, or opens one to everybody, without being in it. Ask somebody who is.",
  "panel.session.let-in": "They were let in already.",
  "panel.session.not-asked": "They have not asked to be let in.",
  "panel.session.no-invite": "There is no such invitation.",
  "panel.session.invites": "There are too many invitations that work. Revoke some of them first.",
  "panel.session.no-message": "There is no such message, or it is in a private room.",
  "panel.session.not-kept": "It was deleted too long ago to be brought back.",
  "panel.session.not-tried": "Look again at what would go. Then it can be saved for an hour.",
  "panel.session.not-opened": "This room is private. Open it first, and say why.",
  "panel.session.no-report": "There is no such report.",
  "panel.session.no-job": "There is no such job any more.",
  "panel.session.job-moved-on": "The job has moved on meanwhile.",
  "panel.session.no-room": "One of these rooms is gone, or nobody can be invited into it.",
  "panel.session.setting-fixed":
    "The environment of the server says this setting. Change it there.",
} as const;
