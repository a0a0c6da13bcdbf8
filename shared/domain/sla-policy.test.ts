import { describe, expect, it } from 'vitest';
import { choosePolicy, type SlaConditions, type SlaSubject } from './sla-policy.js';

const NOTHING: SlaConditions = {
  ...{ mailboxIds: [], tags: [], reasonIds: [], tiers: [] },
  ...{ kinds: [], priorities: [], channels: [], teamIds: [] },
};
const policy = (id: string, conditions: Partial<SlaConditions>, isActive = true) => ({
  id,
  isActive,
  conditions: { ...NOTHING, ...conditions },
});
const subject: SlaSubject = {
  ...{ mailboxIds: ['box'], tags: ['credit'], reasonPath: ['twice', 'invoice'], tiers: ['key', 'vip'] },
  ...{ kind: 'complaint', priority: 1, channel: 'mail', teamId: 'team' },
};

describe('the policy of a ticket', () => {
  it('is the one that asks most, and says by what it won', () => {
    const all = [policy('a', {}), policy('b', { kinds: ['complaint'] }), policy('c', { teamIds: ['team'], priorities: [1, 2] })];
    expect(choosePolicy(all, subject)).toMatchObject({ policy: { id: 'c' }, matched: ['priorities', 'teamIds'], others: ['b', 'a'] });
  });

  it('is the narrower one of two that ask as much, then the nearer reason, then the older', () => {
    const byTag = policy('z', { tags: ['credit'] });
    expect(choosePolicy([policy('a', { kinds: ['complaint'] }), byTag], subject)?.policy.id).toBe('z');
    const reasons = [policy('a', { reasonIds: ['invoice'] }), policy('b', { reasonIds: ['twice'] })];
    expect(choosePolicy(reasons, subject)?.policy.id).toBe('b');
    expect(choosePolicy([policy('b', {}), policy('a', {})], subject)?.policy.id).toBe('a');
  });

  it('holds in every condition, or is none', () => {
    expect(choosePolicy([policy('a', { kinds: ['complaint'], tags: ['other'] })], subject)).toBeNull();
    expect(choosePolicy([policy('a', { kinds: ['praise'] }), policy('b', {}, false)], subject)).toBeNull();
    expect(choosePolicy([policy('a', { teamIds: ['team'] })], { ...subject, teamId: null })).toBeNull();
    expect(choosePolicy([policy('a', { tiers: ['vip'], channels: ['mail'], mailboxIds: ['box'] })], subject)).not.toBeNull();
  });
});
