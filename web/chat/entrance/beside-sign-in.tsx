import type { Session } from "../session/session.ts";
import CodeStep from "./code-step.tsx";
import ConfirmEmail from "./confirm-email.tsx";
import ForgotPassword from "./forgot-password.tsx";
import { FromProvider } from "./from-provider.tsx";
import Join from "./join.tsx";
import { OtherWays } from "./other-ways.tsx";
import ResetPassword from "./reset-password.tsx";
import SignUp from "./sign-up.tsx";
import Unlock from "./unlock.tsx";

export interface BesideSignInProps {
  session: Session;
  /** Where somebody is, of the pages in front of the door. */
  path: string;
  /** Somebody followed a link to a room. */
  toRoom: boolean;
  signInHref: string;
  /** What says that the password was given; null before, where a passkey may take its place. */
  challenge: string | null;
  /** Back to the name and the password. */
  onBack: () => void;
  /** Is told that this server takes no passwords. */
  onNoPasswords: () => void;
}

/** What stands in front of the door besides the page to sign in, and on it besides the password. */
export default function BesideSignIn(props: BesideSignInProps) {
  const { session, path, toRoom, signInHref, challenge, onBack, onNoPasswords } = props;
  if (path.startsWith("/join/")) {
    const secret = path.slice("/join/".length);
    return <Join session={session} secret={secret} signInHref={signInHref} />;
  }
  switch (path) {
    case "/sign-up":
      return <SignUp session={session} toRoom={toRoom} signInHref={signInHref} />;
    case "/forgot-password":
      return <ForgotPassword session={session} signInHref={signInHref} />;
    case "/confirm-email":
      return <ConfirmEmail session={session} />;
    case "/provider":
      return <FromProvider session={session} signInHref={signInHref} />;
    case "/reset-password":
      return <ResetPassword session={session} />;
    case "/unlock":
      return <Unlock session={session} signInHref={signInHref} />;
  }
  if (challenge === null) {
    return <OtherWays session={session} signInHref={signInHref} onNoPasswords={onNoPasswords} />;
  }
  return <CodeStep session={session} challenge={challenge} onBack={onBack} />;
}
