import type { Call } from '../../../shared/models/calls.js';
import type { CallEntity } from './call.entity.js';
import { displayNumber } from './display-number.js';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A call as it travels. Pure: every field is in the row. */
export function presentCall(call: CallEntity): Call {
  return {
    id: call.id,
    version: call.version,
    state: call.state,
    stateSince: call.stateSince.toISOString(),
    queueId: call.queueId,
    from: call.fromNumber === null ? null : { e164: call.fromNumber, display: displayNumber(call.fromNumber) },
    to: call.toNumber,
    match: call.match,
    personId: call.personId,
    personName: call.personName,
    companyId: call.companyId,
    companyName: call.companyName,
    ticketNumber: call.ticketText,
    ticketId: call.ticketId,
    agentId: call.agentId,
    priority: call.priority,
    isFront: call.isFront,
    arrivedAt: call.arrivedAt.toISOString(),
    queuedAt: iso(call.queuedAt),
    answeredAt: iso(call.answeredAt),
    heldSince: iso(call.heldSince),
    leftAt: iso(call.leftAt),
    endedAt: iso(call.endedAt),
    outcome: call.outcome,
    endReason: call.endReason,
    isMuted: call.isMuted,
    isHoldWanted: call.isHoldWanted,
    isConsoleLost: call.isConsoleLost,
    wrapUpEndsAt: iso(call.wrapUpEndsAt),
    wrapUpExtensionsLeft: call.wrapUpExtensionsLeft,
    isDemo: call.isDemo,
  };
}
