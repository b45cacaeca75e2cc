import type { Me } from "@roost/protocol/user.ts";
import {
  type Accounts,
  ApiError,
  type CodeStep,
  type Credentials,
  type CurrentPerson,
  type Observable,
  OtherPerson,
  type PasskeyStep,
  Roost,
  type SignUp,
  type StopReason,
} from "@roost/sdk";
import { currentText } from "../language/language.ts";
import { draftStorage } from "./draft-storage.ts";
import { pendingStorage } from "./pending-storage.ts";

/** Who is in front of the page. Each state holds only what belongs to it. */
export type Visit =
  | { state: "checking" }
  | { state: "unreachable"; error: unknown }
  | { state: "signed-out"; notice: LeaveNotice | null }
  | SignedInVisit
  | OutsideVisit
  /** The page was of one person, and another one has signed in with this browser. */
  | { state: "other-person"; was: Me; now: Me }
  | { state: "outdated" };

/** Why somebody is signed out who did not want to be; what a server says is in English. */
export type LeaveNotice = "signed-out" | { detail: string };

/** The browser takes no cookies, so nobody can be signed in with it. */
export class CookiesRefused extends Error {
  override readonly name = "CookiesRefused";
}

interface SignedInVisit {
  state: "signed-in";
  me: Me;
  roost: Roost;
  /** The account of this person, and of nobody who signs in later. */
  accounts: Accounts;
  /** Writes into the browser's storage once more what this page has and the server has not. */
  restore(): void;
}

/**
 * Signed in, but something comes first: their e-mail address is to be confirmed, somebody has to let them in, or they are
 * to take the first steps with a new server.
 */
export interface OutsideVisit {
  state: "outside";
  person: CurrentPerson;
  accounts: Accounts;
}

/** Finds out who is signed in, keeps their client, and lets it go when they are signed out. */
export class Session implements Observable<Visit> {
  /** Of whoever is signed in. */
  readonly accounts: Accounts;
  readonly #url: string;
  readonly #listeners = new Set<() => void>();
  #visit: Visit = { state: "checking" };
  #isSetUp = false;
  /** What somebody left behind who was signed out from elsewhere: for them alone, while this page is open. */
  #left: SignedInVisit | null = null;

  constructor(accounts: Accounts, url: string) {
    this.accounts = accounts;
    this.#url = url;
  }

  readonly get = (): Visit => this.#visit;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks the server who this is. A failure becomes the state `unreachable`. */
  async check(): Promise<void> {
    this.#become({ state: "checking" });
    try {
      const session = await this.accounts.session();
      if (session === null) this.showDoor();
      else this.#enter(session);
    } catch (error) {
      this.#become({ state: "unreachable", error });
      window.addEventListener("online", () => this.check(), { once: true });
    }
  }

  /** Throws what the server refused. */
  async signIn(step: Credentials | CodeStep | PasskeyStep): Promise<void> {
    await this.accounts.signIn(step);
    await this.#enterAsSignedIn();
  }

  /** Throws what the server refused. */
  async signUp(account: SignUp): Promise<void> {
    await this.accounts.signUp(account);
    await this.#enterAsSignedIn();
  }

  /** Throws when the server could not be told; then this page stays signed in. */
  async signOut(): Promise<void> {
    const visit = this.#visit;
    if (!("accounts" in visit)) return;
    try {
      await visit.accounts.signOut();
    } catch (error) {
      // Somebody else is signed in now: this page has no session left to end.
      if (!(error instanceof OtherPerson)) throw error;
    }
    this.#leave(visit, null);
  }

  /** Somebody has deleted their account, which may have been heard of already. @param notice For them, at the door. */
  leaveForGood(notice: LeaveNotice): void {
    if (this.#visit.state === "signed-in") this.#visit.roost.close();
    this.#become({ state: "signed-out", notice });
  }

  /** The first steps are taken, whatever another node of the server knows of it yet. */
  goIn(): Promise<void> {
    this.#isSetUp = true;
    return this.check();
  }

  /** Lets somebody sign in, instead of going on as whoever is signed in. */
  showDoor(): void {
    this.#become({ state: "signed-out", notice: null });
  }

  async #enterAsSignedIn() {
    const session = await this.accounts.session();
    if (session === null) throw new CookiesRefused("The browser did not keep the session.");
    this.#enter(session);
  }

  #enter(person: CurrentPerson) {
    const { me, awaitsConfirmation, approval, awaitsSetUp } = person;
    const accounts = this.accounts.of(me.id);
    if (awaitsConfirmation || approval || (awaitsSetUp && !this.#isSetUp)) {
      return this.#become({ state: "outside", person, accounts });
    }
    const messages = pendingStorage(me.id, localStorage);
    const drafts = draftStorage(me.id, localStorage);
    if (this.#left?.me.id === me.id) this.#left.restore();
    this.#left = null;
    const roost = new Roost({
      url: this.#url,
      token: () => accounts.token(),
      userId: me.id,
      marksRead: true,
      deletedName: () => currentText()("person.deleted"),
      storage: messages,
      draftStorage: drafts,
    });
    const restore = () => {
      messages.restore();
      drafts.restore();
    };
    const visit: SignedInVisit = { state: "signed-in", me, roost, accounts, restore };
    this.#become(visit);
    roost.on("status", (status) => {
      if (status.state === "stopped") this.#stopped(visit, status);
    });
    connect(roost);
  }

  #stopped(visit: SignedInVisit, { reason, detail }: { reason: StopReason; detail: string }) {
    if (reason === "unsupported-protocol") this.#become({ state: "outdated" });
    else if (reason === "forbidden") this.#leave(visit, { detail });
    else if (reason !== "closed") this.#lookAgain(visit);
  }

  /** The session is over, or of another: all tabs of a browser share one. Finds out whose it is now. */
  async #lookAgain(visit: SignedInVisit) {
    let notice: LeaveNotice = "signed-out";
    const session = await this.accounts.session().catch((error: unknown) => {
      if (error instanceof ApiError && error.code === "address.banned")
        notice = { detail: error.detail };
      return null;
    });
    if (this.#visit !== visit) return;
    if (session === null) {
      this.#leave(visit, notice);
    } else if (session.me.id === visit.me.id) {
      // Signed in once more, in another tab.
      connect(visit.roost);
    } else {
      this.#left = visit;
      this.#become({ state: "other-person", was: visit.me, now: session.me });
      visit.roost.close();
    }
  }

  /** What somebody has not sent stays for them who did not want to leave. */
  #leave(visit: SignedInVisit | OutsideVisit, notice: LeaveNotice | null) {
    if (this.#visit !== visit) return;
    this.#left = notice !== null && visit.state === "signed-in" ? visit : null;
    this.#become({ state: "signed-out", notice });
    if (visit.state === "signed-in") visit.roost.close();
  }

  #become(visit: Visit) {
    this.#visit = visit;
    for (const listener of this.#listeners) listener();
  }
}

function connect(roost: Roost) {
  roost.connect().catch(() => {
    // A stop is heard as a status.
  });
}
