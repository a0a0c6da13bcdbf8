import { dial } from './dial.verb.js';
import { enqueue } from './enqueue.verb.js';
import { gather } from './gather.verb.js';
import { play } from './play.verb.js';
import { record } from './record.verb.js';
import { say } from './say.verb.js';
import { hangup, leave, pause, redirect, reject } from './simple.verbs.js';
import type { Verb } from './verb.js';

/** Every verb the carrier runs, by the name it has in TwiML. */
export const verbs: Readonly<Record<string, Verb>> = {
  Say: say,
  Play: play,
  Pause: pause,
  Gather: gather,
  Record: record,
  Enqueue: enqueue,
  Leave: leave,
  Dial: dial,
  Redirect: redirect,
  Reject: reject,
  Hangup: hangup,
};
