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
    <div className="grid min-h-16 grid-cols-[minmax(0,1fr)_fit-content(55%)] content-center items-center gap-x-4 py-3">
      <dt className="text-[0.8125rem] text-ink-faint">{label}</dt>
      <dd className="col-start-1 text-[0.9375rem] font-semibold [overflow-wrap:anywhere]">
        <bdi>{value}</bdi>
      </dd>
      <dd className="col-start-2 row-span-2 row-start-1 flex flex-wrap justify-end gap-2">
        {actions.map((action) => (
          <Button key={action.label} size="small" onClick={action.onAction}>
            {action.label}
          </Button>
        ))}
      </dd>
    </div>
  );
}
