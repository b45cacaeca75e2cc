import type { OutsideVisit, Session } from "../session/session.ts";
import { SetUp } from "../set-up/set-up.tsx";
import { Unconfirmed } from "./unconfirmed.tsx";
import { Waiting } from "./waiting.tsx";

/** What somebody sees who is signed in and not inside yet. */
export default function OutsidePage(props: { visit: OutsideVisit; session: Session }) {
  const { awaitsConfirmation, approval } = props.visit.person;
  if (awaitsConfirmation) return <Unconfirmed {...props} />;
  if (approval) return <Waiting {...props} approval={approval} />;
  return <SetUp accounts={props.visit.accounts} onDone={() => props.session.goIn()} />;
}
