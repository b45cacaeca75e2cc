import type { ReactNode } from "react";
import { EmptyPerch } from "../art/empty-perch.tsx";
import { Button } from "../controls/button.tsx";

interface FullPageProps {
  title: string;
  children: string;
  action: string;
  onAction: () => void;
  /** Another way out. */
  more?: ReactNode;
}

/** A page in place of the whole client. */
export function FullPage({ title, children, action, onAction, more }: FullPageProps) {
  return (
    <main className="flex h-dvh bg-canvas">
      <EmptyPerch
        title={title}
        asleep
        actions={
          <>
            <Button look="primary" autoFocus onClick={onAction}>
              {action}
            </Button>
            {more}
          </>
        }
      >
        {children}
      </EmptyPerch>
    </main>
  );
}
