import type { ReactNode } from "react";

export interface SectionProps {
  title: string;
  /** Where it holds, and what it is for. */
  about: string;
  children: ReactNode;
}

/** A section of the settings, under its title. */
export function Section({ title, about, children }: SectionProps) {
  return (
    <section aria-label={title}>
      <h2 className="text-xl font-bold tracking-tight max-md:hidden">{title}</h2>
      <p className="mt-1 mb-4 text-sm text-ink-faint">{about}</p>
      {children}
    </section>
  );
}
