import { rfc2822 } from '../dates.js';
import type { Conference, Participant } from '../model/conference.js';
import type { Network } from '../network.js';

/** The Conference resource. */
export function presentConference(net: Network, conference: Conference): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${net.account.accountSid}/Conferences/${conference.sid}`;
  return {
    account_sid: net.account.accountSid,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    api_version: '2010-04-01',
    friendly_name: conference.name,
    region: 'us1',
    sid: conference.sid,
    status: conference.status,
    uri: `${uri}.json`,
    subresource_uris: { participants: `${uri}/Participants.json`, recordings: `${uri}/Recordings.json` },
    reason_conference_ended: conference.endReason ?? null,
    call_sid_ending_conference: conference.endedBy ?? null,
  };
}

/** The Participant resource. */
export function presentParticipant(net: Network, participant: Participant): Record<string, unknown> {
  const { call, conference } = participant;
  return {
    account_sid: net.account.accountSid,
    call_sid: call.sid,
    label: participant.label ?? null,
    call_sid_to_coach: participant.coachSid ?? null,
    coaching: participant.coaching,
    conference_sid: conference.sid,
    date_created: rfc2822(participant.createdAt),
    date_updated: rfc2822(participant.updatedAt),
    end_conference_on_exit: participant.endOnExit,
    muted: participant.muted,
    hold: participant.hold,
    start_conference_on_enter: participant.startOnEnter,
    status: participantStatus(participant),
    queue_time: String(call.queueTimeMs),
    uri: `/2010-04-01/Accounts/${net.account.accountSid}/Conferences/${conference.sid}/Participants/${call.sid}.json`,
  };
}

function participantStatus(participant: Participant): string {
  if (participant.joined) return 'connected';
  return participant.call.status === 'in-progress' ? 'connecting' : participant.call.status;
}
