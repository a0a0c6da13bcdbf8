import * as op from '../../../shared/contract/agents.js';
import { anyAgent } from '../../core/context.js';
import { type Route, route } from '../../core/http/route.js';
import { mayReadTimes } from './agents.policy.js';
import { listPresences, myPresence } from './list-presences.query.js';
import { goOff, goReady, pause, reportSound } from './own-presence.command.js';
import { readPresenceTimes } from './presence-times.query.js';

/** Operations on presence. */
export const agentsRoutes: readonly Route[] = [
  route(op.myPresence, { can: anyAgent, run: myPresence }),
  route(op.goReady, { can: anyAgent, run: goReady }),
  route(op.goOnPause, { can: anyAgent, run: pause }),
  route(op.goOff, { can: anyAgent, run: goOff }),
  route(op.soundReady, { can: anyAgent, run: reportSound }),
  route(op.listPresences, { can: anyAgent, run: listPresences }),
  route(op.presenceTimes, { can: mayReadTimes, run: readPresenceTimes }),
];
