import { accountIdOf, type CarrierLeg } from '../../../adapters/telephony/port.js';
import { systemActor, type Transaction } from '../../../core/context.js';
import type { Deps } from '../../../deps.js';
import { knownLegs, ownAgents, ownLines } from './suspicious-legs.query.js';

/** Younger legs may be on their way to us. */
const YOUNG_MS = 60_000;
/** States of a call that needs no leg any more. */
const OVER: readonly string[] = ['ENDED', 'WRAPUP'];

/**
 * Legs the carrier holds that no call of ours needs: of a call that is over they are hung up; a caller nobody knows is let in again and becomes a call;
 * an agent's device nobody knows is hung up.
 */
export async function sweepOrphans(deps: Deps, transaction: Transaction): Promise<void> {
  const { telephony, clock } = deps;
  const live = await telephony.listLiveCalls({ startedBefore: new Date(clock.now().getTime() - YOUNG_MS) });
  if (live.kind !== 'ok' || live.value.length === 0) return;
  const { known, lines, agents } = await transaction(systemActor('reconciliation'), async (ctx) => ({
    known: await knownLegs(
      ctx,
      live.value.map((leg) => leg.sid),
    ),
    lines: await ownLines(ctx),
    agents: await ownAgents(
      ctx,
      live.value.flatMap((leg) => accountIdOf(leg.from) ?? []),
    ),
  }));
  for (const leg of live.value) {
    const ours = known.get(leg.sid);
    if (ours ? !OVER.includes(ours.state) : !concernsUs(leg, lines, agents)) continue;
    await release(deps, leg, ours !== undefined);
    deps.metrics.orphanFixed('leg-without-call');
    deps.log.warn({ callSid: leg.sid, isKnown: ours !== undefined }, 'orphan leg of the carrier ended or let in again');
  }
}

/** An account may serve other programs too, and test calls leave from our numbers: only callers of our lines and our agents' phones are ours to end. */
function concernsUs(leg: CarrierLeg, lines: ReadonlySet<string>, agents: ReadonlySet<string>): boolean {
  if (leg.direction !== 'inbound') return false;
  return leg.from.startsWith('client:') ? agents.has(accountIdOf(leg.from) ?? '') : lines.has(leg.to);
}

async function release({ telephony }: Deps, leg: CarrierLeg, isKnown: boolean): Promise<void> {
  const isCaller = leg.direction === 'inbound' && !leg.from.startsWith('client:');
  if (!isKnown && isCaller) await telephony.redirectCall(leg.sid, telephony.twimlUrl('/twilio/voice/inbound?round=1'));
  else await telephony.hangUpCall(leg.sid);
}
