/** Twilio allows letters, digits and underscore in a client identity; it must not carry personal data. */
const PATTERN = /^agent_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** Identity of an account's browser phone: `agent_` and the UUID's hex digits. */
export function identityOf(accountId: string): string {
  return `agent_${accountId.replaceAll('-', '').toLowerCase()}`;
}

/** The account behind an identity, with or without `client:` before it; null when it is none of ours. */
export function accountIdOf(identity: string): string | null {
  const parts = PATTERN.exec(identity.replace(/^client:/, ''));
  return parts === null ? null : parts.slice(1).join('-');
}
