import type { SlaPolicy } from '../../../../shared/models/sla';

/** A policy as it stands in the form. */
export type PolicyDraft = Omit<SlaPolicy, 'id' | 'version'>;

/** The promises of a policy, in the order they fall due. */
export const PROMISES = ['firstResponse', 'nextResponse', 'resolution'] as const;

/** A policy as a draft of its own; without one, a day's work for everything. */
export function draftOf(policy: SlaPolicy | undefined, calendarId: string): PolicyDraft {
  if (policy) {
    const { id: _id, version: _version, ...fields } = policy;
    return structuredClone(fields);
  }
  const conditions = { mailboxIds: [], tags: [], reasonIds: [], tiers: [], kinds: [], priorities: [], channels: [], teamIds: [] };
  const promised = { firstResponse: 240, nextResponse: 240, resolution: null, warnPercent: 75, isActive: true };
  return { name: '', calendarId, conditions, ...promised };
}
