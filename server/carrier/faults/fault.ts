/** What can be made to go wrong. Names read as the thing that happens; `docs/carrier.md` describes each. */
export const faultKinds = [
  'rest-429',
  'rest-500',
  'rest-503',
  'rest-404',
  'rest-10004',
  'rest-slow',
  'rest-html-502',
  'rest-reset',
  'rest-timeout-after-commit',
  'webhook-drop',
  'webhook-duplicate',
  'webhook-delay',
  'webhook-reorder',
  'webhook-wrong-signature',
  'webhook-wrong-scheme',
  'webhook-stall',
  'webhook-replay',
  'no-ringing-event',
  'late-answer',
  'conference-start-missing',
  'conference-start-early',
  'orphan-leg',
  'client-offline',
  'media-loss',
  'queue-system-error',
  'hold-ignored',
  'number-unowned',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What a fault is compared with: facts of the moment, such as `path`, `method`, `family`, `event`, `url`, `callSid`, `from`, `to`, `label`. */
export type FaultSubject = Readonly<Record<string, string | undefined>>;

/** A rule that makes things go wrong. */
export interface FaultRule {
  kind: FaultKind;
  /** Every field must contain this text (or match it, when written `/like this/`). */
  match?: Record<string, string>;
  /** 0 to 1; 1 unless given. */
  probability?: number;
  /** How often it strikes before it is used up; without end unless given. */
  count?: number;
  /** Milliseconds, for the kinds that delay. */
  ms?: number;
  /** `webhook-duplicate` only: the second one carries a new idempotency token. */
  newToken?: boolean;
}
