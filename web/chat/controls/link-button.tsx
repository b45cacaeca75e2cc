import type { ReactNode } from "react";
import { Link } from "wouter";
import { type ButtonLook, type ButtonSize, buttonClass } from "./button-class.ts";

export interface LinkButtonProps {
  href: string;
  children: ReactNode;
  look?: ButtonLook;
  size?: ButtonSize;
}

/** A link that looks like a button. */
export function LinkButton({ href, children, look = "quiet", size = "normal" }: LinkButtonProps) {
  return (
    <Link href={href} className={buttonClass(look, size)}>
      {children}
    </Link>
  );
}
