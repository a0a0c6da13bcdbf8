/** What a policy asks of a ticket; an empty list asks nothing. All that is asked must hold, of each list one. */
export interface SlaConditions {
  readonly mailboxIds: readonly string[];
  readonly tags: readonly string[];
  /** A reason means everything below it too. */
  readonly reasonIds: readonly string[];
  /** Company tiers, and `vip` for a person marked so. */
  readonly tiers: readonly string[];
  readonly kinds: readonly string[];
  readonly priorities: readonly number[];
  readonly channels: readonly string[];
  readonly teamIds: readonly string[];
}

/** What conditions are held against. */
export interface SlaSubject {
  readonly mailboxIds: readonly string[];
  readonly tags: readonly string[];
  /** The ticket's reason and those above it, nearest first. */
  readonly reasonPath: readonly string[];
  readonly tiers: readonly string[];
  readonly kind: string;
  readonly priority: number;
  readonly channel: string;
  readonly teamId: string | null;
}

/** A kind of condition. */
export type SlaCondition = keyof SlaConditions;

/** Kinds of conditions, the narrowest first: of two policies that ask equally much, the one with the narrower condition wins. */
export const SLA_CONDITIONS = [
  'mailboxIds',
  'tags',
  'reasonIds',
  'tiers',
  'kinds',
  'priorities',
  'channels',
  'teamIds',
] as const satisfies readonly SlaCondition[];

interface Candidate {
  readonly id: string;
  readonly conditions: SlaConditions;
  readonly isActive: boolean;
}

/** The policy that applies, and by what it won. */
export interface SlaChoice<P> {
  readonly policy: P;
  /** What it asks, all of which holds; empty for a policy for everything. */
  readonly matched: readonly SlaCondition[];
  /** Ids of those that would hold as well but ask less. */
  readonly others: readonly string[];
}

/**
 * The most specific active policy all of whose conditions hold. More kinds of conditions win over fewer; with as many, the narrower kind in the order of
 * `SLA_CONDITIONS`; then the reason nearer to the ticket's own; then the older policy (ids grow with time). Null when none holds.
 */
export function choosePolicy<P extends Candidate>(policies: readonly P[], subject: SlaSubject): SlaChoice<P> | null {
  const fitting = policies.filter((policy) => policy.isActive && asked(policy).every((kind) => holds(kind, policy.conditions, subject)));
  const [first, ...others] = fitting.sort((a, b) => compare(a, b, subject));
  return first === undefined ? null : { policy: first, matched: asked(first), others: others.map(({ id }) => id) };
}

function asked({ conditions }: Candidate): SlaCondition[] {
  return SLA_CONDITIONS.filter((kind) => conditions[kind].length > 0);
}

function compare(a: Candidate, b: Candidate, subject: SlaSubject): number {
  const [left, right] = [asked(a), asked(b)];
  if (left.length !== right.length) return right.length - left.length;
  for (const kind of SLA_CONDITIONS) {
    const [has, hasOther] = [left.includes(kind), right.includes(kind)];
    if (has !== hasOther) return has ? -1 : 1;
  }
  const nearer = distance(a, subject) - distance(b, subject);
  return nearer || (a.id < b.id ? -1 : 1);
}

function distance({ conditions }: Candidate, { reasonPath }: SlaSubject): number {
  const at = reasonPath.findIndex((id) => conditions.reasonIds.includes(id));
  return at === -1 ? reasonPath.length : at;
}

function holds(kind: SlaCondition, conditions: SlaConditions, subject: SlaSubject): boolean {
  const meets = <T>(wanted: readonly T[], has: readonly T[]) => has.some((one) => wanted.includes(one));
  switch (kind) {
    case 'mailboxIds':
      return meets(conditions.mailboxIds, subject.mailboxIds);
    case 'tags':
      return meets(conditions.tags, subject.tags);
    case 'reasonIds':
      return meets(conditions.reasonIds, subject.reasonPath);
    case 'tiers':
      return meets(conditions.tiers, subject.tiers);
    case 'kinds':
      return conditions.kinds.includes(subject.kind);
    case 'priorities':
      return conditions.priorities.includes(subject.priority);
    case 'channels':
      return conditions.channels.includes(subject.channel);
    case 'teamIds':
      return subject.teamId !== null && conditions.teamIds.includes(subject.teamId);
  }
}
