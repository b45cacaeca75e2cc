import type { Logger } from "pino";
import { endExpiredSessions } from "../accounts/expired-sessions.ts";
import { forgetUnusedBrowsers } from "../accounts/known-browsers.ts";
import type { SessionLengths } from "../accounts/settings.ts";
import { writeMail } from "../accounts/write-mail.ts";
import { endExpiredApiTokens, forgetApiTokens } from "../api-tokens/end-expired.ts";
import type { Config } from "../config.ts";
import type { Context } from "../context.ts";
import { forgetExports } from "../data-exports/data-exports.ts";
import { forgetMails, type MailParts, sendMails } from "../mail/send-mails.ts";
import type { MailSettings } from "../mail/settings.ts";
import type { Smtp } from "../mail/smtp.ts";
import { forgetDeleted } from "../managed-messages/forget.ts";
import { sample } from "../overview/sample.ts";
import { closeDirects } from "../own/close-directs.ts";
import { sendDue } from "../own/send-due.ts";
import { tellNews } from "../people/news.ts";
import { tellAdministrators } from "../registration/tell-administrators.ts";
import { beginExpiry } from "../retention/begin.ts";
import { purgeRooms } from "../rooms/delete.ts";
import { placeMembers } from "../rooms/place-members.ts";
import { nameInMails } from "../server-settings/name-in-mails.ts";
import { forgetSignIns } from "../sign-in-history/forget-old.ts";
import { foldNames } from "../store/fold-names.ts";
import { forgetJobs } from "./forget-jobs.ts";
import type { Job } from "./jobs.ts";
import { runJobs } from "./run-jobs.ts";
import { works } from "./works.ts";

/** A session ends so long after its time at most. */
const sessionsEveryMs = 600_000;

/** Who is connected with an API token is sent away at most so long after its time. */
const tokensEveryMs = 10_000;

/** Names that older nodes write in the course of an upgrade are out of order for no longer than this. */
const namesEveryMs = 60_000;

/** Who is let in or taken out by an older node meanwhile is told so no later than this. */
const placesEveryMs = 10_000;

/** A direct that an older node makes in spite of a block is open for no longer than this. */
const blocksEveryMs = 60_000;

/** What a command did to people holds on a running server at most so long after it. */
const newsEveryMs = 1_000;

/** What is left of a deleted room begins to go at most so long after it. */
const deletedEveryMs = 10_000;

/** Of each minute there is a sample, though a round takes its time. */
const samplesEveryMs = 20_000;

/** What is to be sent at a time is sent at most so long after it. */
const dueEveryMs = 1_000;

/** A mail leaves at most so long after what it is about. */
const mailsEveryMs = 1_000;

/** What is kept for a time only is kept at most so much longer. */
const oldEveryMs = 3_600_000;

/** Those who let people in are told of the first who waits at most so long after they have asked. */
const requestsEveryMs = 5_000;

/** Long work begins at most so long after it was asked for. */
const workEveryMs = 1_000;

/** The jobs of a worker. */
export function housekeeping(
  ctx: Context,
  settings: SessionLengths & Pick<Config, "dataKeptDays" | "signInHistoryDays">,
  mails: Mails | null,
  onFault: (error: unknown) => void,
): Job[] {
  const { db, pool } = ctx.database;
  const sessions = { db, bus: ctx.bus, lengths: settings };
  const now = () => new Date();
  return [
    ...(mails ? mailJobs(ctx, mails) : []),
    { run: () => endExpiredSessions(sessions, new Date()), everyMs: sessionsEveryMs },
    { run: () => endExpiredApiTokens({ db, bus: ctx.bus }, new Date()), everyMs: tokensEveryMs },
    { run: () => forgetApiTokens(db, new Date()), everyMs: oldEveryMs },
    { run: () => foldNames(pool), everyMs: namesEveryMs },
    { run: () => placeMembers(ctx), everyMs: placesEveryMs },
    { run: () => sample(db, new Date()), everyMs: samplesEveryMs },
    { run: () => purgeRooms(ctx), everyMs: deletedEveryMs },
    { run: () => closeDirects(ctx), everyMs: blocksEveryMs },
    { run: () => tellNews(ctx), everyMs: newsEveryMs },
    { run: () => sendDue(ctx, now), everyMs: dueEveryMs },
    {
      run: (stopping) => runJobs({ ctx, works, now, onFault }, stopping),
      everyMs: workEveryMs,
    },
    { run: () => forgetJobs(db, now()), everyMs: oldEveryMs },
    {
      run: () => forgetSignIns(db, settings.signInHistoryDays, now()),
      everyMs: oldEveryMs,
    },
    { run: () => forgetUnusedBrowsers(db, now()), everyMs: oldEveryMs },
    { run: () => beginExpiry(ctx, now()), everyMs: oldEveryMs },
    { run: () => forgetDeleted(ctx, now()), everyMs: oldEveryMs },
    { run: () => forgetExports(db, settings.dataKeptDays, now()), everyMs: oldEveryMs },
  ];
}

/** What it takes to send mails. */
export interface Mails {
  settings: MailSettings;
  smtp: Smtp;
  log: Logger;
}

function mailJobs(ctx: Context, { settings: { publicUrl }, smtp, log }: Mails): Job[] {
  const { db } = ctx.database;
  const now = () => new Date();
  const parts: MailParts = {
    ...{ db, smtp, log, now },
    get server() {
      return nameInMails(ctx.settings.values, new URL(publicUrl).host);
    },
    write: (mail) => writeMail(db, publicUrl, mail, now()),
  };
  return [
    { run: () => sendMails(parts), everyMs: mailsEveryMs },
    { run: () => forgetMails(db, now()), everyMs: oldEveryMs },
    { run: () => tellAdministrators(db, now()), everyMs: requestsEveryMs },
  ];
}
