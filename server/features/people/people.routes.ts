import * as op from '../../../shared/contract/people.js';
import { likePeople as likeOp } from '../../../shared/contract/people-like.js';
import * as mailOp from '../../../shared/contract/people-mail.js';
import * as mergeOp from '../../../shared/contract/person-merges.js';
import { anyAgent } from '../../core/context.js';
import { type Route, route } from '../../core/http/route.js';
import { learnNumber } from './caller-match/learn-number.command.js';
import { matchNumber } from './caller-match/number-owner.query.js';
import { listChanges } from './changes.query.js';
import { companyTreeQuery, getCompany, listCompanies } from './companies/companies.query.js';
import { createCompany } from './companies/create-company.command.js';
import { editCompany } from './companies/edit-company.command.js';
import { listConsents } from './consents.query.js';
import { createPerson } from './create-person.command.js';
import { likePeople } from './duplicates/like-people.query.js';
import { editPerson } from './edit-person.command.js';
import { getPerson } from './get-person.query.js';
import { listPeople } from './list-people.query.js';
import { bouncedAddresses } from './mail/bounced-addresses.command.js';
import { settlePhoneHint } from './mail/settle-hint.command.js';
import { mergePeople } from './merges/merge-people.command.js';
import { personMerges } from './merges/person-merges.query.js';
import { previewMerge } from './merges/preview-merge.query.js';
import { undoMerge } from './merges/undo-merge.command.js';
import { recordConsent } from './record-consent.command.js';
import { searchPeople } from './search/search-people.query.js';
import type { WorkSight } from './seen-work.query.js';

/** Operations on people and companies; all agents see and edit all of them, and the audit says who did. */
export const peopleRoutes = (sight: WorkSight): Route[] => [
  route(op.searchPeople, { can: anyAgent, run: searchPeople }),
  route(op.matchNumber, { can: anyAgent, run: (ctx, input) => matchNumber(ctx, input, sight) }),
  route(op.listPeople, { can: anyAgent, run: (ctx, input) => listPeople(ctx, input, sight) }),
  route(op.getPerson, { can: anyAgent, run: (ctx, input) => getPerson(ctx, input, sight) }),
  route(likeOp, { can: anyAgent, run: (ctx, input) => likePeople(ctx, input, sight) }),
  route(mergeOp.previewPersonMerge, { can: anyAgent, run: (ctx, input) => previewMerge(ctx, input, sight) }),
  route(mergeOp.mergePeople, { can: anyAgent, run: mergePeople }),
  route(mergeOp.undoPersonMerge, { can: anyAgent, run: undoMerge }),
  route(mergeOp.personMerges, { can: anyAgent, run: personMerges }),
  route(op.createPerson, { can: anyAgent, run: createPerson }),
  route(op.editPerson, { can: anyAgent, run: editPerson }),
  route(op.learnNumber, { can: anyAgent, run: learnNumber }),
  route(mailOp.settlePhoneHint, { can: anyAgent, run: settlePhoneHint }),
  route(mailOp.bouncedAddresses, { can: anyAgent, run: bouncedAddresses }),
  route(op.recordConsent, { can: anyAgent, run: recordConsent }),
  route(op.listConsents, { can: anyAgent, run: listConsents }),
  route(op.personChanges, { can: anyAgent, run: (ctx, { personId, ...page }) => listChanges(ctx, 'persons', { id: personId, ...page }) }),
  route(op.listCompanies, { can: anyAgent, run: listCompanies }),
  route(op.getCompany, { can: anyAgent, run: (ctx, input) => getCompany(ctx, input, sight) }),
  route(op.companyTree, { can: anyAgent, run: (ctx, input) => companyTreeQuery(ctx, input, sight) }),
  route(op.createCompany, { can: anyAgent, run: createCompany }),
  route(op.editCompany, { can: anyAgent, run: editCompany }),
  route(op.companyChanges, {
    can: anyAgent,
    run: (ctx, { companyId, ...page }) => listChanges(ctx, 'companies', { id: companyId, ...page }),
  }),
];
