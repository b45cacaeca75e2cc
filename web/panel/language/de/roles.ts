import type { Translation } from "../../../chat/language/message.ts";
import type { roles as English } from "../en/roles.ts";

export const roles: Translation<typeof English> = {
  "panel.roles.title": "Rollen",
  "panel.roles.about": "Eigene Rollen dieses Servers, jede mit den Rechten, die du wählst.",
  "panel.roles.none": "Es gibt noch keine eigenen Rollen",
  "panel.roles.none.text":
    "Die eingebauten reichen weit: Inhaber:in, Administrator:in, Moderator:in, Mitglied und Gast.",
  "panel.roles.failed": "Die Rollen können gerade nicht gezeigt werden",
  "panel.roles.new": "Neue Rolle",
  "panel.roles.column.name": "Rolle",
  "panel.roles.column.base": "Rang wie",
  "panel.roles.column.permissions": "Rechte",
  "panel.roles.column.holders": "Leute",
  "panel.roles.permissions": { one: "Ein Recht", other: "{count} Rechte" },
  "panel.roles.holders": { one: "Eine Person", other: "{count} Leute" },
  "panel.roles.holders.none": "Niemand",
  "panel.roles.holders.show": {
    one: "Zeigen, wer die Rolle {name} hat: eine Person",
    other: "Zeigen, wer die Rolle {name} hat: {count} Leute",
  },
  "panel.roles.actions": "Was mit der Rolle {name} geht",
  "panel.roles.edit": "Ändern",
  "panel.roles.show": "Zeigen",
  "panel.roles.delete": "Löschen",
  "panel.roles.delete.title": "Die Rolle {name} löschen?",
  "panel.roles.delete.unused": "Niemand hat sie.",
  "panel.roles.delete.text": {
    one: "Eine Person hat sie. Sie behält die eingebaute Rolle {base} und darf sofort, was diese erlaubt.",
    other:
      "{count} Leute haben sie. Sie behalten die eingebaute Rolle {base} und dürfen sofort, was diese erlaubt.",
  },
  "panel.roles.delete.done": "Die Rolle ist gelöscht",
  "panel.roles.editor.new": "Neue Rolle",
  "panel.roles.editor.change": "Die Rolle {name} ändern",
  "panel.roles.editor.show": "Die Rolle {name}",
  "panel.roles.editor.not-yours":
    "Sie erlaubt, was du nicht geben kannst, oder ihr Rang ist nicht niedriger als deiner: Nur andere können sie ändern.",
  "panel.roles.editor.holds": {
    one: "Was du änderst, gilt sofort für die eine Person, die sie hat.",
    other: "Was du änderst, gilt sofort für die {count} Leute, die sie haben.",
  },
  "panel.roles.editor.name": "Name der Rolle",
  "panel.roles.editor.name.empty": "Gib der Rolle einen Namen.",
  "panel.roles.editor.base": "Rang",
  "panel.roles.editor.base.hint":
    "Auf wen ihre Leute einwirken können, und wer auf sie. Er lässt sich später nicht ändern. Die Rechte unten beginnen mit denen dieser Rolle.",
  "panel.roles.editor.make": "Rolle anlegen",
  "panel.roles.editor.save": "Speichern",
  "panel.roles.editor.made": "Die Rolle ist angelegt",
  "panel.roles.editor.saved": "Die Rolle ist geändert",
  "panel.roles.editor.locked": "Nicht von dir zu vergeben",
  "panel.roles.group.everyday": "Alltag",
  "panel.roles.group.people": "Leute",
  "panel.roles.group.rooms": "Räume und Nachrichten",
  "panel.roles.group.server": "Der Server",
  "panel.roles.group.private": "Private Nachrichten",
  "panel.roles.permission.openDirects": "Gespräche beginnen",
  "panel.roles.permission.openDirects.text": "Schreibt Leuten direkt, einzeln oder in Gruppen.",
  "panel.roles.permission.createRooms": "Räume anlegen",
  "panel.roles.permission.createRooms.text": "Legt Räume an, die der Person dann gehören.",
  "panel.roles.permission.usePublicRooms": "Öffentliche Räume nutzen",
  "panel.roles.permission.usePublicRooms.text":
    "Findet öffentliche Räume, sieht hinein und tritt ihnen bei.",
  "panel.roles.permission.inviteToRooms": "Leute in Räume holen",
  "panel.roles.permission.inviteToRooms.text":
    "Holt andere in Räume, in denen die Person selbst ist.",
  "panel.roles.permission.listPeople": "Alle sehen",
  "panel.roles.permission.listPeople.text": "Findet alle, die auf diesem Server sind.",
  "panel.roles.permission.haveOfficialName": "Amtliche Benutzernamen",
  "panel.roles.permission.haveOfficialName.text":
    "Darf einen Benutzernamen haben, der für den Server spricht, etwa „admin“.",
  "panel.roles.permission.banAddresses": "Netze bannen",
  "panel.roles.permission.banAddresses.text":
    "Sieht, aus welchen Netzen niemand den Server benutzt, und bannt weitere.",
  "panel.roles.permission.manageRooms": "Alle Räume verwalten",
  "panel.roles.permission.manageRooms.text":
    "Sieht alle Räume und wer darin ist, und ändert beides. Liest keine privaten.",
  "panel.roles.permission.ownCommonRooms": "Gemeinsame Räume besitzen",
  "panel.roles.permission.ownCommonRooms.text":
    "Kommt in die Räume, in denen alle sind, als deren Inhaber:in.",
  "panel.roles.permission.manageEmoji": "Emoji verwalten",
  "panel.roles.permission.manageEmoji.text": "Fügt diesem Server Emoji hinzu und löscht sie.",
  "panel.roles.permission.handleReports": "Meldungen bearbeiten",
  "panel.roles.permission.handleReports.text":
    "Sieht, was gemeldet wird, und löscht gemeldete Nachrichten.",
  "panel.roles.permission.suspendPeople": "Leute sperren",
  "panel.roles.permission.suspendPeople.text": "Sieht alle Konten, sperrt Leute und meldet sie ab.",
  "panel.roles.permission.managePeople": "Konten verwalten",
  "panel.roles.permission.managePeople.text":
    "Legt Konten an, gibt Rollen und lässt Ausgesperrte wieder hinein.",
  "panel.roles.permission.admitPeople": "Leute einlassen",
  "panel.roles.permission.admitPeople.text":
    "Lädt auf diesen Server ein und lässt ein, wer darum bittet.",
  "panel.roles.permission.manageBots": "Bots verwalten",
  "panel.roles.permission.manageBots.text": "Legt Bots und ihre Token an.",
  "panel.roles.permission.manageServer": "Einstellungen ändern",
  "panel.roles.permission.manageServer.text": "Ändert die Einstellungen dieses Servers.",
  "panel.roles.permission.manageJobs": "Aufträge verwalten",
  "panel.roles.permission.manageJobs.text":
    "Sieht die lange Arbeit dieses Servers, beendet sie und setzt sie fort.",
  "panel.roles.permission.seeOverview": "Übersicht sehen",
  "panel.roles.permission.seeOverview.text": "Sieht, wie es diesem Server geht.",
  "panel.roles.permission.readAudit": "Protokoll lesen",
  "panel.roles.permission.readAudit.text":
    "Liest, was mit diesem Server und seinen Leuten geschehen ist.",
  "panel.roles.permission.manageMessages": "Nachrichten verwalten",
  "panel.roles.permission.manageMessages.text":
    "Sieht, was in öffentlichen Räumen geschrieben und gelöscht wurde, löscht es und stellt es wieder her.",
  "panel.roles.permission.readPrivateMessages": "Private Nachrichten lesen",
  "panel.roles.permission.readPrivateMessages.text":
    "Liest, was in privaten Räumen und Gesprächen steht. Jedes Mal mit einem Grund, der aufgehoben wird. Das erlaubt nur, wem der Server gehört.",
  "panel.roles.permission.handOnServer": "Den Server übergeben",
  "panel.roles.permission.handOnServer.text": "Nur, wem der Server gehört.",
};
