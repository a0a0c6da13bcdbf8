import type { JoinOptions, LeaveOutcome, Participant } from '../model/conference.js';
import { endCall } from '../runtime/call-lifecycle.js';
import { enterConference, expectParticipant, leaveConference, openConference, refusalToJoin } from '../runtime/conferences.js';
import { playInRoom } from '../runtime/room-sounds.js';
import { Interrupted, type Outcome, type Run } from '../runtime/run.js';
import { flagOf, methodOf, numberOf, resolveUrl } from '../twiml/attributes.js';
import { DocumentFailure, type TwimlDocument } from '../twiml/document.js';
import { fromUrl, type Source } from '../twiml/source.js';
import { textOf, type XmlElement } from '../twiml/xml.js';
import { notify } from '../webhooks/notify.js';
import { loadInBackground } from './background.js';

interface Elements {
  dial: XmlElement;
  noun: XmlElement;
  document: TwimlDocument;
  /** How a leg dialled by REST joins; legs with TwiML say it in their document. */
  options?: JoinOptions;
}

/** `<Dial><Conference>`: in the room until the leg hangs up, is put out, or the room ends; then on at the Dial action, or the next verb. */
export async function dialConference(run: Run, elements: Elements): Promise<Outcome | undefined> {
  const { net, call } = run;
  const name = textOf(elements.noun);
  if (name === '') throw new DocumentFailure(13230, '<Conference> has no name', elements.document.base);
  const conference = openConference(net, name);
  const expected = conference.participants.get(call.sid);
  const options = elements.options ?? joinOptions(elements);
  const refusal = expected ? undefined : refusalToJoin(conference, call, options);
  if (refusal !== undefined) return refused(run, elements, refusal);
  const participant = expected ?? expectParticipant(net, { conference, call, addedByRest: elements.options !== undefined }, options);
  const limit = net.clock.after(numberOf(elements.dial, 'timeLimit', 14_400) * 1000, () =>
    leaveConference(net, participant, { reason: 'participant_hung_up', kicked: false }),
  );
  try {
    const outcome = await stay(run, participant);
    return afterwards(run, participant, { elements, outcome });
  } catch (error) {
    if (error instanceof Interrupted) interrupted(run, participant, { elements, error });
    throw error;
  } finally {
    limit.cancel();
  }
}

function stay(run: Run, participant: Participant): Promise<LeaveOutcome> {
  return run.wait<LeaveOutcome>((release) => {
    enterConference(run.net, participant, { run, release });
    if (participant.conference.status === 'init') {
      const { waitUrl: url, waitMethod: method } = participant;
      void playInRoom(run.net, participant, { url, method, event: 'conference' });
    }
  });
}

/** Put out of the room, or the room ended. Whether a kicked leg goes on is not documented (quirk); one added by REST has nowhere to go. */
function afterwards(run: Run, participant: Participant, end: { elements: Elements; outcome: LeaveOutcome }): Outcome | undefined {
  const hungUp = end.outcome.kicked && run.net.quirks.kickedParticipant === 'hung-up';
  if (hungUp || participant.addedByRest) {
    endCall(run.net, run.call, { status: 'completed' });
    return { kind: 'hangup' };
  }
  const source = action(end.elements);
  return source && { kind: 'goto', source };
}

function interrupted(run: Run, participant: Participant, how: { elements: Elements; error: Interrupted }): void {
  const hungUp = how.error.why.kind === 'hangup';
  leaveConference(run.net, participant, { reason: hungUp ? 'participant_hung_up' : 'participant_updated_via_api', kicked: false });
  const source = hungUp && !participant.addedByRest ? action(how.elements) : undefined;
  if (source) loadInBackground(run, source);
}

/** A label that is taken falls through to the next verb; a coach without anybody to coach goes to the action. */
function refused(run: Run, elements: Elements, code: number): Outcome | undefined {
  notify(run.net, { code, text: `Cannot join conference ${textOf(elements.noun)}`, callSid: run.call.sid, url: elements.document.base });
  const source = code === 16025 ? undefined : action(elements, 'failed');
  return source && { kind: 'goto', source };
}

function action(elements: Elements, status = 'answered'): Source | undefined {
  const address = elements.dial.attributes['action'];
  if (address === undefined) return undefined;
  const url = resolveUrl(elements.document, address);
  return fromUrl(url, methodOf(elements.dial, 'method'), { family: 'action', event: 'dial', extra: [['DialCallStatus', status]] });
}

function joinOptions({ noun, document }: Elements): JoinOptions {
  const { attributes } = noun;
  const wait = attributes['waitUrl'];
  const callback = attributes['statusCallback'];
  const events = (attributes['statusCallbackEvent'] ?? '').split(' ').filter((event) => event !== '');
  return {
    ...(attributes['participantLabel'] === undefined ? {} : { label: attributes['participantLabel'] }),
    muted: flagOf(noun, 'muted', false),
    startOnEnter: flagOf(noun, 'startConferenceOnEnter', true),
    endOnExit: flagOf(noun, 'endConferenceOnExit', false),
    ...(wait === undefined ? {} : { waitUrl: wait === '' ? '' : resolveUrl(document, wait) }),
    waitMethod: methodOf(noun, 'waitMethod'),
    maxParticipants: numberOf(noun, 'maxParticipants', 250),
    ...(attributes['coach'] === undefined ? {} : { coachSid: attributes['coach'] }),
    coaching: attributes['coach'] !== undefined,
    ...(callback === undefined
      ? {}
      : { callbacks: { url: resolveUrl(document, callback), method: methodOf(noun, 'statusCallbackMethod'), events: new Set(events) } }),
  };
}
