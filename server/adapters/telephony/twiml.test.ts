import { describe, expect, it } from 'vitest';
import {
  digitsDocument,
  emptyDocument,
  enqueueDocument,
  forwardDocument,
  hangUpDocument,
  musicDocument,
  rejectDocument,
  retryDocument,
  roomDocument,
  sayAndHangUp,
  waitDocument,
} from './twiml.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const room = {
  room: 'ix_1',
  actionUrl: 'https://p/twilio/voice/left?i=1&role=customer',
  statusUrl: 'https://p/twilio/cb/conference?i=1',
  waitUrl: 'https://p/twilio/voice/connect-music',
};

describe('TwiML', () => {
  it('puts a caller into the queue after the greeting, escaped', () => {
    const document = enqueueDocument({
      queueName: 'q_1',
      waitUrl: 'https://p/w?i=1&n=2',
      musicUrl: 'https://p/m',
      musicSeconds: 70,
      againUrl: 'https://p/again',
      before: [{ kind: 'say', text: 'Kurz & Söhne <Hotline>', language: 'de' }],
    });
    expect(document).toBe(
      `${HEAD}<Response><Say language="de-DE">Kurz &amp; Söhne &lt;Hotline&gt;</Say><Enqueue waitUrl="https://p/w?i=1&amp;n=2" waitUrlMethod="POST">q_1</Enqueue><Play loop="9">https://p/m</Play><Pause length="600"/><Redirect method="POST">https://p/again</Redirect></Response>`,
    );
  });

  it('ends the room with the customer and with nobody else, and gives every leg the same callbacks', () => {
    const customer = roomDocument({ ...room, role: 'customer', label: 'customer' });
    const agent = roomDocument({ ...room, role: 'agent', label: 'agent.7.1' });
    expect(customer).toContain('endConferenceOnExit="true"');
    expect(agent).toContain('endConferenceOnExit="false"');
    for (const document of [customer, agent]) {
      expect(document).toContain('<Dial action="https://p/twilio/voice/left?i=1&amp;role=customer" method="POST" timeLimit="14400">');
      expect(document).toContain('startConferenceOnEnter="true"');
      expect(document).toContain('beep="false" maxParticipants="10"');
      expect(document).toContain('statusCallbackEvent="start end join leave mute hold modify announcement"');
      expect(document).toContain('statusCallback="https://p/twilio/cb/conference?i=1" statusCallbackMethod="POST"');
      expect(document).toContain('>ix_1</Conference></Dial>');
    }
  });

  it.each([
    ['music of unknown length', {}, 4, 12],
    ['a minute of music, spoken to every minute', { musicSeconds: 60, everySeconds: 60 }, 10, 1],
    ['twenty seconds of music, spoken to every minute', { musicSeconds: 20, everySeconds: 60 }, 10, 3],
    ['five minutes of music', { musicSeconds: 300, everySeconds: 60 }, 2, 1],
  ])('carries at least ten minutes: %s', (_name, plan, rounds, loop) => {
    const document = waitDocument({
      prompts: [{ kind: 'say', text: 'Bitte warten', language: 'de' }],
      musicUrl: '/media/music.wav',
      ...plan,
    });
    expect(document.match(/<Say/g)?.length).toBe(rounds);
    expect(document.match(new RegExp(`<Play loop="${loop}">/media/music.wav</Play>`, 'g'))?.length).toBe(rounds);
  });

  it('writes the small documents', () => {
    expect(musicDocument('/m')).toBe(`${HEAD}<Response><Play loop="0">/m</Play></Response>`);
    expect(hangUpDocument()).toBe(`${HEAD}<Response><Hangup/></Response>`);
    expect(rejectDocument()).toBe(`${HEAD}<Response><Reject/></Response>`);
    expect(emptyDocument()).toBe(`${HEAD}<Response/>`);
    expect(digitsDocument('1w2#')).toBe(`${HEAD}<Response><Play digits="1w2#"/></Response>`);
    expect(retryDocument({ seconds: 2, url: '/r' })).toBe(
      `${HEAD}<Response><Pause length="2"/><Redirect method="POST">/r</Redirect></Response>`,
    );
    expect(
      sayAndHangUp([
        { kind: 'play', url: '/a' },
        { kind: 'pause', seconds: 1 },
      ]),
    ).toBe(`${HEAD}<Response><Play>/a</Play><Pause length="1"/><Hangup/></Response>`);
    expect(forwardDocument({ prompts: [], number: '+493012345', actionUrl: '/f', statusUrl: '/s' })).toBe(
      `${HEAD}<Response><Dial action="/f" method="POST" timeout="30" timeLimit="14400"><Number statusCallback="/s" statusCallbackEvent="answered completed" statusCallbackMethod="POST">+493012345</Number></Dial></Response>`,
    );
  });
});
