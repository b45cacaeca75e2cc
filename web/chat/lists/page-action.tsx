import type { LucideIcon } from "lucide-react";
import { Button } from "../controls/button.tsx";
import { IconButton } from "../controls/icon-button.tsx";

export interface PageActionProps {
  icon: LucideIcon;
  label: string;
  onClick: () => void;
}

/** What can be done with all of a page, beside its title; on a phone its icon alone. */
export function PageAction({ icon: Icon, label, onClick }: PageActionProps) {
  return (
    <>
      <Button size="small" className="max-sm:hidden" onClick={onClick}>
        <Icon size={16} aria-hidden />
        {label}
      </Button>
      <IconButton icon={Icon} label={label} className="sm:hidden" onClick={onClick} />
    </>
  );
}
