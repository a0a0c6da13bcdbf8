import * as op from '../../../shared/contract/history.js';
import { anyAgent } from '../../core/context.js';
import { type Route, route } from '../../core/http/route.js';
import { companyDensity, personDensity } from './density.query.js';
import { editInteraction } from './edit-interaction.command.js';
import { getInteraction } from './get-interaction.query.js';
import { companyHistory, personHistory } from './history.query.js';
import { logInteraction } from './log-interaction.command.js';

/** Operations on the history; what a confidential team did is hidden row by row. */
export const historyRoutes: Route[] = [
  route(op.logInteraction, { can: anyAgent, run: logInteraction }),
  route(op.editInteraction, { can: anyAgent, run: editInteraction }),
  route(op.getInteraction, { can: anyAgent, run: getInteraction }),
  route(op.personHistory, { can: anyAgent, run: personHistory }),
  route(op.companyHistory, { can: anyAgent, run: companyHistory }),
  route(op.personDensity, { can: anyAgent, run: personDensity }),
  route(op.companyDensity, { can: anyAgent, run: companyDensity }),
];
