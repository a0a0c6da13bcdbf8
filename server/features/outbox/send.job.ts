import { setTimeout as wait } from 'node:timers/promises';
import type { HandoverResult, MailerMessage } from '../../adapters/mailer/port.js';
import { systemActor } from '../../core/context.js';
import { isDatabaseAway } from '../../core/errors.js';
import type { JobTools } from '../../core/feature.js';
import { ImapFailure } from '../fetching/index.js';
import { loopMark } from '../mail/index.js';
import type { OutboxDeps } from './outbox-deps.js';
import { beginContent, type Claim, claimMail, LostClaim, withToken } from './send-claim.command.js';
import { finishSending } from './send-result.command.js';

/** Waits before the result is written again when the database is away, ms: a known result must not become an unknown one for a hiccup. */
const WRITE_AGAIN_MS = [200, 1000, 5000, 15_000] as const;

/** Claim · network · result. */
export async function runSend(deps: OutboxDeps, { messageId }: { messageId: string }, { transaction }: JobTools): Promise<void> {
  const actor = systemActor('mail');
  const claim = await transaction(actor, (ctx) => claimMail(ctx, messageId, deps));
  if (claim === null) return;
  const result = await handOver(deps, claim, () => transaction(actor, (ctx) => beginContent(ctx, claim)));
  if (result === null) return;
  const finish = () => transaction(actor, (ctx) => finishSending(ctx, claim, result));
  for (const ms of WRITE_AGAIN_MS) {
    try {
      return tell(deps, await finish());
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      await wait(ms);
    }
  }
  tell(deps, await finish());
}

function tell({ onTried }: OutboxDeps, state: string | null): void {
  if (state !== null) onTried(state);
}

/** A mail of ours as it is built. */
export function messageOf({ content, headerId, createdAt }: Claim['mail'], key: Buffer): MailerMessage {
  return { ...content, messageId: headerId, date: createdAt, loopMark: loopMark(key) };
}

async function handOver(deps: OutboxDeps, claim: Claim, beforeContent: () => Promise<void>): Promise<HandoverResult | null> {
  const { server, to, mail } = claim;
  if (server === null) {
    return {
      kind: 'not-sent',
      isPermanent: false,
      fault: 'refused',
      answer: 'This mailbox has no mail server to send by (Settings, Mail).',
    };
  }
  const { content, headerId, createdAt } = mail;
  const message = messageOf({ content, headerId, createdAt }, deps.key);
  try {
    return await deps.mailer.send({ server: await withToken(deps.oauth, server), from: content.from.address, to, message, beforeContent });
  } catch (error) {
    if (error instanceof ImapFailure) return { kind: 'not-sent', isPermanent: false, fault: 'token-refused', answer: error.answer };
    if (error instanceof LostClaim) return null;
    throw error;
  }
}
