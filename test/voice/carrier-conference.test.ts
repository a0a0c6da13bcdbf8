import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startScene } from './carrier-harness.js';

const CALLER = '+4915228817386';
const AGENT = '+4930111222';

describe('a conference', () => {
  let scene: Awaited<ReturnType<typeof startScene>>;
  beforeEach(async () => {
    scene = await startScene();
  });
  afterEach(() => scene.close());

  const room = (attributes: string, callback = '/conference') =>
    `<Dial action="/left"><Conference ${attributes} waitUrl="" statusCallback="${callback}" statusCallbackEvent="start end join leave mute hold modify announcement">ix_1</Conference></Dial><Say>Goodbye</Say>`;
  const join = async (from: string, attributes: string, callback?: string) => {
    scene.app.says('/voice', room(attributes, callback));
    const sid = scene.carrier.control.inbound({ from, to: scene.number });
    await scene.carrier.settle();
    return sid;
  };
  const events = () => scene.app.at('/conference').map(({ params }) => [params['StatusCallbackEvent'], params['ParticipantLabel'] ?? '']);
  const last = (event: string) => scene.app.at('/conference').findLast(({ params }) => params['StatusCallbackEvent'] === event)?.params;
  const confSid = async () => (await scene.sdk.conferences.list({ friendlyName: 'ix_1' }))[0]?.sid ?? '';

  it('starts with the second participant, and reports to the first one’s callback only', async () => {
    await join(CALLER, 'participantLabel="customer" endConferenceOnExit="true"');
    expect(await scene.sdk.conferences.list({ status: 'init' })).toHaveLength(1);
    await join(AGENT, 'participantLabel="agent"', '/other-callback');
    expect(events()).toEqual([
      ['participant-join', 'customer'],
      ['participant-join', 'agent'],
      ['conference-start', ''],
    ]);
    expect(scene.app.at('/conference').map(({ params }) => params['SequenceNumber'])).toEqual(['1', '2', '3']);
    expect(scene.app.at('/other-callback')).toHaveLength(0);
    expect(scene.carrier.control.state().legs.every((leg) => leg.talking)).toBe(true);
  });

  it('does not start while nobody may start it', async () => {
    await join(CALLER, 'startConferenceOnEnter="false"');
    await join(AGENT, 'startConferenceOnEnter="false"');
    expect(scene.carrier.control.state().conferences[0]?.status).toBe('init');
    expect(scene.carrier.control.state().legs.some((leg) => leg.talking)).toBe(false);
  });

  it('ends when a participant with endConferenceOnExit leaves; the others go on at their action', async () => {
    scene.app.says('/left', '<Pause length="60"/>');
    const customer = await join(CALLER, 'participantLabel="customer" endConferenceOnExit="true"');
    const agent = await join(AGENT, 'participantLabel="agent"');
    scene.carrier.control.hangup(customer);
    await scene.carrier.settle();
    expect(last('participant-leave')).toMatchObject({
      CallSid: agent,
      ReasonParticipantLeft: 'moderator_ended_conference',
      ParticipantCallStatus: 'in-progress',
    });
    expect(last('conference-end')).toMatchObject({
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
      CallSidEndingConference: customer,
      ParticipantLabelEndingConference: 'customer',
    });
    const left = scene.app.at('/left').map(({ params }) => [params['CallSid'], params['CallStatus'], params['DialCallStatus']]);
    expect(left.sort()).toEqual(
      [
        [agent, 'in-progress', 'answered'],
        [customer, 'completed', 'answered'],
      ].sort(),
    );
    expect(scene.app.at('/left')[0]?.params).not.toHaveProperty('DialCallSid');
    expect((await scene.sdk.calls(agent).fetch()).status).toBe('in-progress');
    const [ended] = await scene.sdk.conferences.list({ friendlyName: 'ix_1' });
    expect(ended).toMatchObject({
      status: 'completed',
      reasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
      callSidEndingConference: customer,
    });
    expect(await scene.sdk.conferences(ended?.sid ?? '').participants.list()).toEqual([]);
  });

  it('a name is free again once its room is completed', async () => {
    const customer = await join(CALLER, 'endConferenceOnExit="true"');
    scene.carrier.control.hangup(customer);
    await scene.carrier.settle();
    await join(CALLER, '');
    expect(await scene.sdk.conferences.list({ friendlyName: 'ix_1' })).toHaveLength(2);
  });

  it('holds with music asked for by GET, and lets go again; end-on-exit cannot be changed meanwhile', async () => {
    const customer = await join(CALLER, 'participantLabel="customer" endConferenceOnExit="true"');
    await join(AGENT, 'participantLabel="agent"');
    scene.app.says('/hold-music', '<Say loop="0">Please hold</Say>');
    const participant = scene.sdk.conferences(await confSid()).participants('customer');
    expect((await participant.update({ hold: true, holdUrl: `${scene.app.url}/hold-music` })).hold).toBe(true);
    await scene.carrier.settle();
    expect(scene.app.at('/hold-music')[0]?.method).toBe('GET');
    expect(last('participant-hold')).toMatchObject({ CallSid: customer, Hold: 'true' });
    expect(scene.carrier.control.state().legs.some((leg) => leg.talking)).toBe(false);
    expect((await participant.update({ endConferenceOnExit: false })).endConferenceOnExit).toBe(true);
    await participant.update({ hold: false });
    await scene.carrier.settle();
    expect(last('participant-unhold')).toMatchObject({ Hold: 'false' });
    expect(scene.carrier.control.state().legs.every((leg) => leg.talking)).toBe(true);
  });

  it('a taken label falls through to the next verb with 16025', async () => {
    await join(CALLER, 'participantLabel="agent"');
    const second = await join(AGENT, 'participantLabel="agent"');
    expect(scene.carrier.control.state().conferences[0]?.participants).toHaveLength(1);
    const notes = await scene.sdk.api.v2010.accounts(scene.carrier.accountSid).notifications.list();
    expect(notes[0]).toMatchObject({ errorCode: '16025', callSid: second });
    expect(scene.app.at('/left')).toHaveLength(0);
  });

  it('a coach is heard by the coached one only, and must name somebody who is there', async () => {
    await join(CALLER, 'participantLabel="customer"');
    const agent = await join(AGENT, 'participantLabel="agent"');
    const coach = await join('+4930111333', `participantLabel="sup" startConferenceOnEnter="false" coach="${agent}"`);
    scene.carrier.control.speech(coach, 'offer a discount');
    const heard = scene.carrier.control.trace().filter(({ kind, detail }) => kind === 'sound' && detail['text'] === 'offer a discount');
    expect(heard.map((entry) => entry.callSid)).toEqual([agent]);
    scene.app.says('/left', '<Hangup/>');
    await join('+4930111444', 'coach="CA00000000000000000000000000000000"');
    const codes = (await scene.sdk.api.v2010.accounts(scene.carrier.accountSid).notifications.list()).map((note) => note.errorCode);
    expect(codes).toEqual(['13240']);
    expect(scene.app.at('/left')[0]?.params).toMatchObject({ DialCallStatus: 'failed' });
  });

  it('listen, whisper and barge are one update each', async () => {
    const customer = await join(CALLER, 'participantLabel="customer"');
    const agent = await join(AGENT, 'participantLabel="agent"');
    const sup = await join('+4930111333', 'participantLabel="sup" muted="true" startConferenceOnEnter="false"');
    const one = scene.sdk.conferences(await confSid()).participants('sup');
    const heardBy = async (text: string) => {
      scene.carrier.control.speech(sup, text);
      return scene.carrier.control
        .trace()
        .filter(({ kind, detail }) => kind === 'sound' && detail['text'] === text)
        .map((entry) => entry.callSid);
    };
    expect(await heardBy('nothing')).toEqual([]);
    await one.update({ coaching: true, callSidToCoach: agent, muted: false });
    expect(await heardBy('whisper')).toEqual([agent]);
    await one.update({ coaching: false, muted: false });
    expect((await heardBy('barge')).sort()).toEqual([agent, customer].sort());
    await scene.carrier.settle();
    expect(events().map(([name]) => name)).toContain('participant-modify');
  });

  it.each([
    ['continues', 'in-progress'],
    ['hung-up', 'completed'],
  ] as const)('a kicked participant %s', async (reading, status) => {
    scene.carrier.control.quirks({ kickedParticipant: reading });
    scene.app.says('/left', '<Pause length="60"/>');
    await join(CALLER, '');
    const agent = await join(AGENT, 'participantLabel="agent"');
    await scene.sdk
      .conferences(await confSid())
      .participants(agent)
      .remove();
    await scene.carrier.settle();
    expect((await scene.sdk.calls(agent).fetch()).status).toBe(status);
    expect(last('participant-leave')).toMatchObject({ CallSid: agent, ReasonParticipantLeft: 'participant_updated_via_api' });
    await expect(
      scene.sdk
        .conferences(await confSid())
        .participants(agent)
        .fetch(),
    ).rejects.toMatchObject({ code: 20404 });
  });

  it('a redirected participant leaves first and does not run its Dial action', async () => {
    await join(CALLER, '');
    const agent = await join(AGENT, '');
    scene.app.says('/elsewhere', '<Say>Hello</Say>');
    await scene.sdk.calls(agent).update({ url: `${scene.app.url}/elsewhere` });
    await scene.carrier.settle();
    expect(last('participant-leave')).toMatchObject({ CallSid: agent, ReasonParticipantLeft: 'participant_updated_via_api' });
    expect(scene.app.at('/left')).toHaveLength(0);
    expect(scene.app.at('/elsewhere')).toHaveLength(1);
  });

  it('ended by REST, everybody goes on at the action', async () => {
    await join(CALLER, '');
    await join(AGENT, '');
    await scene.sdk.conferences(await confSid()).update({ status: 'completed' });
    await scene.carrier.settle();
    expect(last('participant-leave')).toMatchObject({ ReasonParticipantLeft: 'conference_ended_via_api' });
    expect(last('conference-end')).toMatchObject({ ReasonConferenceEnded: 'conference-ended-via-api' });
    expect(scene.app.at('/left')).toHaveLength(2);
  });

  it('announcements end with an event', async () => {
    await join(CALLER, 'participantLabel="customer"');
    await join(AGENT, '');
    scene.app.says('/announce', '<Say>This call is recorded</Say>');
    await scene.sdk
      .conferences(await confSid())
      .participants('customer')
      .update({ announceUrl: `${scene.app.url}/announce` });
    await scene.carrier.clock.advance(5000);
    expect(last('announcement-end')).toMatchObject({ AnnounceUrl: `${scene.app.url}/announce`, ParticipantLabel: 'customer' });
  });

  it('mute and unmute by REST report and are heard', async () => {
    await join(CALLER, 'participantLabel="customer"');
    await join(AGENT, 'participantLabel="agent"');
    const agent = scene.sdk.conferences(await confSid()).participants('agent');
    expect((await agent.update({ muted: true })).muted).toBe(true);
    await agent.update({ muted: false });
    await scene.carrier.settle();
    expect(events().slice(-2)).toEqual([
      ['participant-mute', 'agent'],
      ['participant-unmute', 'agent'],
    ]);
  });
});
