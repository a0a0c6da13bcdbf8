import type { Random } from '../../../server/carrier/random.js';
import { demoPeople } from '../../../server/features/demo/demo-customers.js';

const MINUTE = 60_000;
/** Calls an hour, by hour of the day from 8 to 18: the two humps every hotline knows, with a hole at noon. */
const PER_HOUR = [38, 62, 74, 66, 40, 34, 52, 58, 44, 24] as const;
/** Opening of the demo's hotline. */
export const DAY_STARTS_AT = 8;
/** Length of its day in milliseconds of the day itself. */
export const DAY_MS = PER_HOUR.length * 60 * MINUTE;

/** A caller to come: when after the day's beginning (in the day's own time), who, and how they are. Milliseconds. */
export interface DemoCaller {
  afterMs: number;
  /** E.164, or `anonymous`. */
  from: string;
  patienceMs: number;
  talkMs: number;
}

/** Calls an hour at a moment of the day. */
export function arrivalsPerHour(afterMs: number): number {
  return PER_HOUR[Math.floor(afterMs / (60 * MINUTE))] ?? 0;
}

/** Exponential with this mean: what times between arrivals, and roughly patience and talk, look like. */
function exponential(luck: Random, mean: number): number {
  return -Math.log(1 - luck.next()) * mean;
}

const dialled = (phone: string) => phone.replace(/[^\d+]/g, '');
const KNOWN = demoPeople.flatMap((person) => person.phones.map(dialled));

/** Strangers have mobiles of the range kept free for films (Bundesnetzagentur), apart from those of the demo's people. */
function whoCalls(luck: Random): string {
  if (luck.chance(0.06)) return 'anonymous';
  if (luck.chance(0.55)) return KNOWN[luck.between(0, KNOWN.length - 1)] ?? 'anonymous';
  const stranger = `+4917139200${String(luck.between(0, 99)).padStart(2, '0')}`;
  return KNOWN.includes(stranger) ? whoCalls(luck) : stranger;
}

/** The callers of one day in order, drawn from `luck`. Talk is log-normal around three minutes, patience exponential around two and a half. */
export function* callersOfDay(luck: Random, colleagues: number): Generator<DemoCaller> {
  // Six colleagues carry the curve as it stands; fewer, or more, get as much less, or more.
  const share = Math.max(colleagues, 1) / 6;
  for (let at = 0; ; ) {
    at += exponential(luck, (60 * MINUTE) / (arrivalsPerHour(at) * share));
    if (at >= DAY_MS) return;
    const gauss = Math.sqrt(-2 * Math.log(1 - luck.next())) * Math.cos(2 * Math.PI * luck.next());
    yield { afterMs: at, from: whoCalls(luck), patienceMs: 20_000 + exponential(luck, 150_000), talkMs: 180_000 * Math.exp(0.5 * gauss) };
  }
}
