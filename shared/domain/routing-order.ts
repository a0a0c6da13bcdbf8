/**
 * The order in which calls meet agents, as a pure function: the specification that the router's SQL is tested against.
 * Source: design rules.md §1.2, "ours".
 */

/** A call waiting in a queue. Times in ms since the epoch. */
export interface WaitingCaller {
  readonly id: string;
  readonly queueId: string;
  /** Higher is served first. */
  readonly priority: number;
  /** Arrival in the queue; a call that comes back from a missed offer keeps it. */
  readonly queuedAt: number;
  /** Agents who were just offered this call and are left out for now. */
  readonly excludedAgentIds: readonly string[];
}

/** A routable agent in one queue: one entry per membership. */
export interface AvailableMember {
  readonly agentId: string;
  readonly queueId: string;
  /** 1 is asked first. */
  readonly level: number;
  /** When the agent became free last, ms. */
  readonly idleSince: number;
  /** Calls answered today, over all queues. */
  readonly callsToday: number;
}

/** What a queue says about its agents. */
export interface QueueRule {
  readonly id: string;
  readonly strategy: 'longest-idle' | 'fewest-calls';
  /** Level n+1 joins when a caller has waited n × this many seconds; 0: all levels from the start. */
  readonly secondsPerLevel: number;
}

/** A call and the agent it is to be offered to. */
export interface Match {
  readonly callerId: string;
  readonly agentId: string;
}

/** Callers by priority descending, then first queued, then by id, so that the order is total. */
export function compareCallers(a: WaitingCaller, b: WaitingCaller): number {
  return b.priority - a.priority || a.queuedAt - b.queuedAt || compareIds(a.id, b.id);
}

/** Agents for one caller: by level, the queue's metric, idle longest, then by id. */
export function compareMembers(rule: QueueRule): (a: AvailableMember, b: AvailableMember) => number {
  const metric = (member: AvailableMember) => (rule.strategy === 'fewest-calls' ? member.callsToday : member.idleSince);
  return (a, b) => a.level - b.level || metric(a) - metric(b) || a.idleSince - b.idleSince || compareIds(a.agentId, b.agentId);
}

/** The highest level that may take a caller who has waited so long. `now` and `queuedAt` in ms. */
export function openLevel(rule: QueueRule, queuedAt: number, now: number): number {
  if (rule.secondsPerLevel <= 0) return Number.POSITIVE_INFINITY;
  return 1 + Math.max(0, Math.floor((now - queuedAt) / (rule.secondsPerLevel * 1000)));
}

/** The agents who may take this caller now, best first. */
export function eligibleMembers(
  caller: WaitingCaller,
  members: readonly AvailableMember[],
  rule: QueueRule,
  now: number,
): AvailableMember[] {
  const level = openLevel(rule, caller.queuedAt, now);
  return members
    .filter((member) => member.queueId === caller.queueId && member.level <= level && !caller.excludedAgentIds.includes(member.agentId))
    .sort(compareMembers(rule));
}

/** Everybody who waits, everybody who is free, and the rules of their queues. */
export interface RoutingScene {
  readonly callers: readonly WaitingCaller[];
  readonly members: readonly AvailableMember[];
  readonly queues: readonly QueueRule[];
}

/**
 * All offers to be made at `now` (ms): the first caller with an eligible agent wins the best of them, and so on until no caller has one left.
 * Every caller and every agent occurs at most once; a caller whose agents are all taken never blocks those behind.
 */
export function matchAll(scene: RoutingScene, now: number): Match[] {
  const matches: Match[] = [];
  const taken = new Set<string>();
  for (const caller of [...scene.callers].sort(compareCallers)) {
    const rule = scene.queues.find((queue) => queue.id === caller.queueId);
    if (!rule) continue;
    const free = scene.members.filter((member) => !taken.has(member.agentId));
    const [best] = eligibleMembers(caller, free, rule, now);
    if (!best) continue;
    taken.add(best.agentId);
    matches.push({ callerId: caller.id, agentId: best.agentId });
  }
  return matches;
}

/** By code unit, as PostgreSQL orders ids with collation "C" and as it orders uuids. */
function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
