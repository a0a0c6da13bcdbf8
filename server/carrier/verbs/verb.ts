import type { Sound } from '../../../shared/carrier-device.js';
import { isOver } from '../model/call.js';
import { play } from '../network.js';
import { Interrupted, type Outcome, type Run } from '../runtime/run.js';
import type { TwimlDocument } from '../twiml/document.js';
import type { XmlElement } from '../twiml/xml.js';

/** Runs one element. Undefined means: on to the next. Throws `Interrupted` and `DocumentFailure`. */
export type Verb = (run: Run, element: XmlElement, document: TwimlDocument) => Promise<Outcome | undefined>;

/** Plays a sound for `ms` milliseconds (forever when infinite); an interruption stops it at once. */
export async function sounding(run: Run, sound: Sound, ms: number): Promise<void> {
  play(run.net, run.call, sound);
  try {
    if (Number.isFinite(ms)) await run.sleep(ms);
    else await run.wait<never>(() => undefined);
  } catch (error) {
    if (error instanceof Interrupted && !isOver(run.call)) play(run.net, run.call, { kind: 'silence' });
    throw error;
  }
}
