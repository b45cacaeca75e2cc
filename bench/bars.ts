import type { Figure } from "./figure.ts";

/** A figure that has to be reached, by scenario and metric. */
interface Bar {
  scenario: string;
  metric: string;
  /** What is held to the bound: the figure itself, or how it stands to its baseline. */
  of: "value" | "ratio";
  atMost?: number;
  atLeast?: number;
}

export const metrics = {
  besidePrepared: "server CPU a delivery, beside ws with frames encoded once, one write a tick",
  besidePlain: "server CPU a delivery, beside ws send() in a loop",
  besideMessage: "server CPU a delivery of a reaction, beside that of a message",
  typingCpu: "share of a core while a tenth of them type, beside while they look",
  typingFrames: "frames a viewer is told",
  openedP50: "open a direct of 10,000 messages at its newest page, p50",
  openedP99: "open a direct of 10,000 messages at its newest page, p99",
  listedP95: "a page of the list of accounts, each filter and order, p95",
  messagesP95: "a page of the list of messages, each filter and order, p95",
  slowestListP95: "… of the slowest filter and order, p95",
  listedCpu: "server CPU until the list of rooms is there",
  unchangedBytes: "bytes on the wire where nothing changed",
  paintedP95: "from the key to the paint of another room, p95",
  posted: "posts acknowledged",
  deliveries: "deliveries",
  acknowledgedP99: "send to acknowledgement, p99",
  receivedP50: "send to receipt, p50",
  receivedP99: "send to receipt, p99",
  memory: "resident memory a connection",
  idleCpu: "share of a core while idle",
  missing: "missing",
  doubled: "doubled",
  completeP99: "complete again, p99",
  queries: "queries for 25 reconnections",
  endedP99: "signed out by another node until the connection is closed, p99",
  suspendedP99: "suspended by another node until the connection is closed, p99",
  roleP99: "another role given by another node until the connection is told, p99",
  signedIn: "until the last of them is signed in",
  postBesideSignIns: "send to acknowledgement meanwhile, p99, beside that in quiet",
  blocked: "event loop blocked at most",
} as const;

const bars: readonly Bar[] = [
  bar("fanout.1000.1", metrics.besidePrepared, { of: "ratio", atMost: 1.25 }),
  bar("fanout.1000.8", metrics.besidePrepared, { of: "ratio", atMost: 1.5 }),
  bar("fanout.1000.8", metrics.besidePlain, { of: "ratio", atMost: 0.35 }),
  bar("reactions.1000", metrics.besideMessage, { of: "ratio", atMost: 1.3 }),
  bar("typing.1000", metrics.typingCpu, { atMost: 10 }),
  bar("directs.open", metrics.openedP50, { atMost: 5 }),
  bar("directs.open", metrics.openedP99, { atMost: 20 }),
  bar("messages.1000000", metrics.messagesP95, { atMost: 100 }),
  bar("messages.1000000", metrics.slowestListP95, { atMost: 100 }),
  bar("people.100000", metrics.listedP95, { atMost: 100 }),
  bar("people.100000", metrics.slowestListP95, { atMost: 100 }),
  bar("rooms.1000", metrics.listedCpu, { atMost: 150 }),
  bar("rooms.1000", metrics.unchangedBytes, { atMost: 60 }),
  bar("switch.1000", metrics.paintedP95, { atMost: 100 }),
  bar("posts.2", metrics.posted, { atLeast: 8_000 }),
  bar("posts.2", metrics.acknowledgedP99, { atMost: 150 }),
  bar("posts.20", metrics.posted, { atLeast: 4_000 }),
  bar("posts.20", metrics.deliveries, { atLeast: 80_000 }),
  bar("latency.lone", metrics.receivedP50, { atMost: 4 }),
  bar("latency.lone", metrics.receivedP99, { atMost: 15 }),
  bar("idle.10000", metrics.memory, { atMost: 10 }),
  bar("idle.10000", metrics.idleCpu, { atMost: 3 }),
  bar("storm.5000", metrics.missing, { atMost: 0 }),
  bar("storm.5000", metrics.doubled, { atMost: 0 }),
  bar("storm.5000", metrics.completeP99, { atMost: 2 }),
  bar("storm.5000", metrics.queries, { atMost: 1 }),
  bar("revocation", metrics.endedP99, { atMost: 1_000 }),
  bar("revocation", metrics.suspendedP99, { atMost: 1_000 }),
  bar("revocation", metrics.roleP99, { atMost: 1_000 }),
  bar("sign-in.50", metrics.postBesideSignIns, { of: "ratio", atMost: 2 }),
  bar("sign-in.50", metrics.blocked, { atMost: 20 }),
  bar("cluster.kill", metrics.missing, { atMost: 0 }),
  bar("cluster.kill", metrics.doubled, { atMost: 0 }),
  bar("cluster.kill", metrics.completeP99, { atMost: 2 }),
];

function bar(scenario: string, metric: string, bound: Partial<Bar>): Bar {
  return { scenario, metric, of: "value", ...bound };
}

/** The bars that none of these figures was held to. */
export function unjudged(figures: readonly Figure[]): string[] {
  return bars
    .filter((one) => !figures.some((figure) => isOf(one, figure)))
    .map(({ scenario, metric }) => `${scenario}: ${metric}`);
}

function isOf({ scenario, metric }: Bar, figure: Figure): boolean {
  return scenario === figure.scenario && metric === figure.metric;
}

/** The bar of a figure in words, and whether it is reached; null where there is none. */
export function judge(figure: Figure): { bar: string; isReached: boolean } | null {
  const found = bars.find((one) => isOf(one, figure));
  if (!found) return null;
  const { of, atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY } = found;
  const value = of === "ratio" ? (figure.ratio ?? Number.NaN) : figure.value;
  const unit = of === "ratio" ? " ×" : figure.unit === "" ? "" : ` ${figure.unit}`;
  const words = found.atMost !== undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  return { bar: `${words}${unit}`, isReached: value <= atMost && value >= atLeast };
}
