import { clock, moment, secondsSince, timeOfDay, timeWithSeconds } from '../../core/format';
import { t, tn } from '../../core/i18n';
import type { IconName } from '../icons';
import type { AgentState, Tone } from '../state-glyphs';
import type { LinkState, PhoneAction, PhonePartner, PhoneSnapshot } from './phone';

/** A button of the bar. */
export interface PhoneButton {
  action: PhoneAction;
  label: string;
  keys?: string;
  variant: 'primary' | 'plain' | 'quiet' | 'danger';
  icon?: IconName;
}

/** The line at the foot: how it is drawn, and how much of it is left (0 to 1). */
export interface PhoneLine {
  kind: 'idle' | 'ring' | 'live' | 'hold' | 'split' | 'wrap' | 'danger' | 'lost';
  share: number;
}

/** The three zones of the bar and its line, in words. */
export interface PhoneZones {
  glyph: AgentState;
  title: string;
  sub: string;
  middle: string;
  middleSub: string;
  chips: { text: string; tone: 'plain' | 'live' | 'hold' | 'danger' }[];
  queues: { name: string; waiting: number; longest: string | null }[];
  clock: string | null;
  clockLabel: string;
  clockTone: Tone | null;
  buttons: PhoneButton[];
  line: PhoneLine;
}

const EMPTY = {
  middle: '',
  middleSub: '',
  chips: [],
  queues: [],
  clock: null,
  clockLabel: '',
  clockTone: null,
} satisfies Partial<PhoneZones>;
const HOLD_ALARM_SECONDS = 60;

/** The name to show for somebody, known or not. */
export function partnerName(partner: PhonePartner): string {
  return partner.name ?? partner.number ?? t('phone.withheld');
}

function partnerSub(partner: PhonePartner): string {
  const facts =
    partner.name === null ? [partner.number === null ? '' : t('phone.unknownCaller')] : [partner.company ?? '', partner.number ?? ''];
  return facts.filter((fact) => fact !== '').join(' · ');
}

function button(action: PhoneAction, label: string, variant: PhoneButton['variant'], keys?: string, icon?: IconName): PhoneButton {
  return { action, label, variant, ...(keys === undefined ? {} : { keys }), ...(icon === undefined ? {} : { icon }) };
}

const hangup = () => button('hangup', t('phone.hangup'), 'danger', 'F4');
const goReady = () => button('ready', t('phone.ready'), 'primary', 'F9');
const muteButton = (isMuted: boolean) =>
  isMuted ? button('unmute', t('phone.unmute'), 'plain', 'F3') : button('mute', t('phone.mute'), 'plain', 'F3');

function share(from: number, until: number, now: number): number {
  return Math.min(1, Math.max(0, (until - now) / Math.max(1, until - from)));
}

type Of<S extends PhoneSnapshot['state']> = Extract<PhoneSnapshot, { state: S }>;
type ZonesOf<S extends PhoneSnapshot['state']> = (phone: Of<S>, now: number) => PhoneZones;

const ringing: ZonesOf<'ringing'> = (phone, now) => {
  const left = Math.max(0, Math.ceil((phone.until - now) / 1000));
  const path = phone.path && phone.path.length > 0 ? `${t('phone.menuPath', { path: phone.path.join(' › ') })} · ` : '';
  return {
    ...EMPTY,
    glyph: 'ringing',
    title: partnerName(phone.partner),
    sub: partnerSub(phone.partner),
    middle: phone.queue,
    middleSub: path + t('phone.waited', { time: clock(phone.waitedMs / 1000) }),
    clock: clock(left),
    clockLabel: tn('phone.ringLeft', left),
    buttons: [button('answer', t('phone.answer'), 'primary', 'F2', 'phone'), button('decline', t('phone.decline'), 'plain', 'F4')],
    line: { kind: 'ring', share: share(phone.from, phone.until, now) },
  };
};

const talking: ZonesOf<'talking'> = (phone, now) => {
  const chips: PhoneZones['chips'] = phone.listeners.map((name) => ({ text: t('phone.listening', { name }), tone: 'live' }));
  if (phone.isMuted) chips.unshift({ text: t('phone.muted'), tone: 'hold' });
  if (phone.recording !== 'off')
    chips.push({
      text: t(phone.recording === 'on' ? 'phone.recordingOn' : phone.recording === 'ask' ? 'phone.recordingAsk' : 'phone.recordingPaused'),
      tone: 'plain',
    });
  if (phone.audioLostSince !== null)
    chips.unshift({ text: `${t('phone.audioLost')} ${clock(secondsSince(phone.audioLostSince, now))}`, tone: 'danger' });
  return {
    ...EMPTY,
    glyph: 'talking',
    title: partnerName(phone.partner),
    sub: partnerSub(phone.partner),
    ...(phone.queue === '' ? { middle: phone.ticket ?? '' } : { middle: phone.queue, middleSub: phone.ticket ?? '' }),
    chips,
    clock: clock(secondsSince(phone.since, now)),
    clockLabel: t('phone.talkTime'),
    buttons: [
      button('hold', t('phone.hold'), 'plain', 'F2'),
      muteButton(phone.isMuted),
      button('keypad', t('phone.keypad'), 'quiet', undefined, 'keypad'),
      hangup(),
    ],
    line: { kind: phone.audioLostSince === null ? 'live' : 'lost', share: 1 },
  };
};

const held: ZonesOf<'held'> = (phone, now) => ({
  ...EMPTY,
  glyph: 'held',
  title: partnerName(phone.partner),
  sub: t('phone.heldHint'),
  middle: phone.queue,
  clock: clock(secondsSince(phone.since, now)),
  clockLabel: t('phone.holdTime'),
  clockTone: secondsSince(phone.since, now) > HOLD_ALARM_SECONDS ? 'danger' : 'hold',
  buttons: [button('resume', t('phone.resume'), 'primary', 'F2'), hangup()],
  line: { kind: 'hold', share: 1 },
});

const wrapup: ZonesOf<'wrapup'> = (phone, now) => {
  const longest = phone.longestSince === null ? '' : `, ${t('phone.longest', { time: clock(secondsSince(phone.longestSince, now)) })}`;
  return {
    ...EMPTY,
    glyph: 'wrapup',
    title: t('state.wrapup'),
    sub: t('phone.wrapupOf', { name: partnerName(phone.partner), time: clock(phone.talkSeconds) }),
    middle: phone.queue,
    middleSub: `${t('phone.wrapupNext', { state: phone.next })} · ${tn('phone.waitingNow', phone.waiting)}${longest}`,
    chips: phone.isPausedByTyping ? [{ text: t('phone.pausesWhileTyping'), tone: 'plain' }] : [],
    clock: phone.until === null ? null : clock(Math.max(0, Math.ceil((phone.until - now) / 1000))),
    clockLabel: t('phone.wrapTime'),
    clockTone: 'wrap',
    buttons: [
      ...(phone.until !== null && phone.extensionsLeft > 0 ? [button('extend', t('phone.extend'), 'plain')] : []),
      button('finish', t('phone.finish'), 'primary', 'Ctrl+Enter'),
    ],
    line: { kind: 'wrap', share: phone.until === null ? 1 : share(phone.from, phone.until, now) },
  };
};

const paused: ZonesOf<'paused'> = (phone, now) => {
  const left = phone.limitMinutes === null ? null : phone.limitMinutes * 60 - secondsSince(phone.since, now);
  const sinceTime = timeOfDay(phone.since);
  return {
    ...EMPTY,
    glyph: 'paused',
    title: phone.reason,
    sub:
      phone.limitMinutes === null
        ? t('phone.pauseSince', { time: sinceTime })
        : t('phone.pausePlanned', { time: sinceTime, minutes: phone.limitMinutes }),
    middle:
      left === null
        ? clock(secondsSince(phone.since, now))
        : left >= 0
          ? t('phone.pauseLeft', { time: clock(left) })
          : t('phone.pauseOver', { time: clock(-left) }),
    clockTone: left !== null && left < 0 ? 'hold' : null,
    buttons: [goReady()],
    line: { kind: 'idle', share: 1 },
  };
};

const REASONS = { 'missed-call': 'phone.missedCall', 'no-connection': 'phone.offline', 'no-device': 'phone.noMicrophone' } as const;

const MAKERS: { [S in PhoneSnapshot['state']]: ZonesOf<S> } = {
  off: (phone, now) => ({
    ...EMPTY,
    glyph: 'off',
    title: t('phone.offTitle'),
    sub: phone.since === null ? '' : t('phone.offSince', { time: moment(phone.since, now) }),
    middle: t('phone.offHint'),
    buttons: [goReady()],
    line: { kind: 'idle', share: 1 },
  }),
  ready: (phone, now) => ({
    ...EMPTY,
    glyph: 'ready',
    title: t('state.ready'),
    sub: t('time.since', { time: clock(secondsSince(phone.since, now)) }),
    queues: phone.queues.map((queue) => ({
      name: queue.name,
      waiting: queue.waiting,
      longest: queue.longestSince === null ? null : clock(secondsSince(queue.longestSince, now)),
    })),
    buttons: [
      button('palette', t('phone.searchPlaceholder'), 'plain', 'Ctrl+k', 'search'),
      button('pause', t('phone.pause'), 'plain', 'F9'),
    ],
    line: { kind: 'idle', share: 1 },
  }),
  ringing,
  connecting: (phone, now) => ({
    ...EMPTY,
    glyph: 'connecting',
    title: partnerName(phone.partner),
    sub: partnerSub(phone.partner),
    middle: phone.queue,
    middleSub: t('phone.connectingHint'),
    clock: clock(secondsSince(phone.since, now)),
    clockLabel: t('phone.connectingTitle'),
    buttons: [hangup()],
    line: { kind: 'ring', share: 1 },
  }),
  dialling: (phone, now) => ({
    ...EMPTY,
    glyph: 'ringing',
    title: partnerName(phone.partner),
    sub: phone.attempt ? t('phone.attempt', phone.attempt) : partnerSub(phone.partner),
    middle: t('phone.dialling', { number: phone.shownNumber }),
    clock: clock(secondsSince(phone.since, now)),
    clockLabel: t('state.dialling'),
    buttons: [button('hangup', t('phone.cancel'), 'plain', 'F4')],
    line: { kind: 'ring', share: 1 },
  }),
  talking,
  held,
  consulting: (phone, now) => ({
    ...EMPTY,
    glyph: 'talking',
    title: partnerName(phone.partner),
    sub: t('phone.consultWith', { name: phone.note }),
    chips: [{ text: `${partnerName(phone.held)} ${clock(secondsSince(phone.heldSince, now))}`, tone: 'hold' }],
    clock: clock(secondsSince(phone.since, now)),
    clockLabel: t('phone.talkTime'),
    buttons: [button('connect', t('phone.connect'), 'primary', 'F7'), button('back', t('phone.back'), 'plain', 'F2')],
    line: { kind: 'split', share: 1 },
  }),
  conference: (phone, now) => ({
    ...EMPTY,
    glyph: 'talking',
    title: t('phone.conference'),
    sub: tn('phone.voices', phone.voices.length),
    chips: phone.voices.map((text) => ({ text, tone: 'plain' as const })),
    clock: clock(secondsSince(phone.since, now)),
    clockLabel: t('phone.talkTime'),
    buttons: [muteButton(phone.isMuted), button('hangup', t('phone.leave'), 'plain', 'F4')],
    line: { kind: 'live', share: 1 },
  }),
  wrapup,
  paused,
  unreachable: (phone) => ({
    ...EMPTY,
    glyph: 'unreachable',
    title: t('state.unreachable'),
    sub: t(REASONS[phone.reason], { time: timeOfDay(phone.since) }),
    middle: t('phone.unreachableHint'),
    buttons: [goReady()],
    line: { kind: 'danger', share: 1 },
  }),
};

/** What the bar shows at `now` (ms since 1970): words, clock, buttons and line of a state. A broken link keeps a call and replaces everything else. */
export function phoneZones(phone: PhoneSnapshot, link: LinkState, now: number): PhoneZones {
  const make = MAKERS[phone.state] as (phone: PhoneSnapshot, now: number) => PhoneZones;
  const zones = make(phone, now);
  if (link.state === 'slow') return { ...zones, chips: [...zones.chips, { text: t('phone.slow'), tone: 'plain' }] };
  if (link.state === 'live') return zones;
  const lost = { ...zones, line: { kind: 'lost' as const, share: 1 } };
  if (['talking', 'held', 'wrapup', 'consulting', 'conference', 'ringing', 'connecting'].includes(phone.state))
    return { ...lost, chips: [...zones.chips, { text: t('state.reconnecting'), tone: 'plain' }] };
  return {
    ...EMPTY,
    glyph: 'off',
    title: t(link.state === 'offline' ? 'phone.offline' : 'state.reconnecting'),
    sub: t('time.asOf', { time: timeWithSeconds(link.since) }),
    middle: tn('phone.changesWaiting', link.pending),
    buttons: [button('retry', t('phone.tryNow'), 'plain')],
    line: { kind: 'lost', share: 1 },
  };
}
