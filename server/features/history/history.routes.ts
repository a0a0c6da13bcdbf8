import * as op from '../../../shared/contract/history.js';
import { anyAgent } from '../../core/context.js';
import { type Route, route } from '../../core/http/route.js';
import { companyDensity, personDensity } from './density.query.js';
import { editInteraction } from './edit-interaction.command.js';
import { getInteraction } from './get-interaction.query.js';
import { companyHistory, personHistory } from './history.query.js';
import { type LogHooks, logInteraction } from './log-interaction.command.js';

/** What the history must know of features above it. */
export type HistoryHooks = LogHooks;

/** Operations on the history; what a confidential team did is hidden row by row. */
export const historyRoutes = (hooks: HistoryHooks): Route[] => [
  route(op.logInteraction, { can: anyAgent, run: (ctx, input) => logInteraction(ctx, input, hooks) }),
  route(op.editInteraction, { can: anyAgent, run: editInteraction }),
  route(op.getInteraction, { can: anyAgent, run: getInteraction }),
  route(op.personHistory, { can: anyAgent, run: personHistory }),
  route(op.companyHistory, { can: anyAgent, run: companyHistory }),
  route(op.personDensity, { can: anyAgent, run: personDensity }),
  route(op.companyDensity, { can: anyAgent, run: companyDensity }),
];
