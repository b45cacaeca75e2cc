import { Button } from "../controls/button.tsx";

export interface SettingRowProps {
  label: string;
  value: string;
  /** What can be done about it. */
  actions: readonly { label: string; onAction: () => void }[];
}

/** What something is now, and buttons to change it. In a `dl`. */
export function SettingRow({ label, value, actions }: SettingRowProps) {
  return (
    <div className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-48">
        <dt className="text-[0.8125rem] text-ink-faint">{label}</dt>
        <dd className="text-[0.9375rem] font-semibold [overflow-wrap:anywhere]">
          <bdi>{value}</bdi>
        </dd>
      </div>
      <dd className="flex flex-wrap gap-2">
        {actions.map((action) => (
          <Button key={action.label} size="small" onClick={action.onAction}>
            {action.label}
          </Button>
        ))}
      </dd>
    </div>
  );
}
