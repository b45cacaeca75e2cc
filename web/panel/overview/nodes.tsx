import type { Node } from "@roost/protocol/overview.ts";
import { classNames } from "../../chat/controls/class-names.ts";
import { useText } from "../../chat/language/language.ts";
import { formatSince } from "../../chat/time/format.ts";
import { Words } from "../../chat/words/words.tsx";
import { formatBytes, formatMs } from "./format.ts";

/** The nodes of this server, each with what it says of itself. @param now By the clock of the server. */
export function Nodes({ nodes, now }: { nodes: readonly Node[]; now: string }) {
  const t = useText();
  return (
    <section aria-label={t("panel.overview.nodes")} className="mt-9">
      <h2 className="text-lg font-bold tracking-tight">{t("panel.overview.nodes")}</h2>
      <ul className="mt-3 grid gap-4 lg:grid-cols-2">
        {nodes.map((node) => (
          <li key={node.id} className="min-w-0 rounded-xl border border-line p-4">
            <OneNode node={node} now={new Date(now)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const dots = {
  well: "bg-online",
  "bus-lost": "bg-new",
  silent: "bg-danger",
} as const satisfies Record<Node["state"], string>;

function OneNode({ node, now }: { node: Node; now: Date }) {
  const t = useText();
  const { state, diskBytes, diskFreeBytes } = node;
  const facts: [string, string][] = [
    [t("panel.overview.connections"), t.number(node.connections)],
    [t("panel.overview.messages"), t.number(node.messages)],
    [t("panel.overview.waiting.title"), t.number(node.waiting)],
    ...(node.loopP99Ms === null
      ? []
      : [[t("panel.overview.loop"), formatMs(node.loopP99Ms, t)] as [string, string]]),
    ...(node.memoryBytes === null
      ? []
      : [[t("panel.overview.memory"), formatBytes(node.memoryBytes, t)] as [string, string]]),
    [t("panel.overview.started"), formatSince(node.startedAt, now, t)],
  ];
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span aria-hidden className={classNames("size-2.5 rounded-full", dots[state])} />
        <h3 className="min-w-0 truncate font-semibold">
          <Words>{node.name}</Words>
        </h3>
        <span className={state === "well" ? "text-sm text-ink-soft" : "text-sm text-danger-text"}>
          {state === "silent"
            ? t("panel.overview.state.silent", { when: formatSince(node.seenAt, now, t) })
            : t(`panel.overview.state.${state}`)}
        </span>
        <span className="ms-auto text-xs text-ink-faint">
          {t("panel.overview.version", { version: node.version })} · {node.roles.join(", ")}
        </span>
      </div>
      <dl className="mt-3 grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-xs text-ink-faint">{label}</dt>
            <dd className="text-[0.9375rem] font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {diskBytes !== null && diskFreeBytes !== null && (
        <Disk bytes={diskBytes} freeBytes={diskFreeBytes} />
      )}
    </>
  );
}

function Disk({ bytes, freeBytes }: { bytes: number; freeBytes: number }) {
  const t = useText();
  const used = bytes === 0 ? 0 : 1 - freeBytes / bytes;
  const text = t("panel.overview.disk", {
    free: formatBytes(freeBytes, t),
    all: formatBytes(bytes, t),
  });
  return (
    <div className="mt-3">
      <p className="text-xs text-ink-soft">{text}</p>
      <div aria-hidden className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken">
        <div
          className={classNames("h-full rounded-full", used > 0.9 ? "bg-danger" : "bg-accent")}
          style={{ width: `${Math.round(used * 100)}%` }}
        />
      </div>
    </div>
  );
}
