import * as op from '../../../shared/contract/queues.js';
import type { StoragePort } from '../../adapters/storage/port.js';
import { adminOnly, anyAgent } from '../../core/context.js';
import { type Route, route } from '../../core/http/route.js';
import { makeQueue } from './create-queue.command.js';
import { makeDisposition, reviseDisposition } from './dispositions.command.js';
import { reviseQueue } from './edit-queue.command.js';
import { listDispositions, listLines, listMembers, listPauseReasons, listQueues, listRecordings } from './list-queues.query.js';
import { makePauseReason, revisePauseReason } from './pause-reasons.command.js';
import { addPhoneLine, dropPhoneLine, revisePhoneLine } from './phone-lines.command.js';
import { dropQueueMember, putQueueMember } from './queue-members.command.js';
import { mayArrangeQueue } from './queues.policy.js';
import { keepRecording } from './recordings.command.js';

/** Operations on queues, numbers, dispositions, pause reasons and recordings. */
export function queuesRoutes(storage: StoragePort): Route[] {
  return [
    route(op.listQueues, { can: anyAgent, run: listQueues }),
    route(op.createQueue, { can: adminOnly, run: (ctx, input) => makeQueue(ctx, input) }),
    route(op.editQueue, { can: adminOnly, run: reviseQueue }),
    route(op.listQueueMembers, { can: anyAgent, run: listMembers }),
    route(op.setQueueMember, { can: mayArrangeQueue, run: putQueueMember }),
    route(op.removeQueueMember, { can: mayArrangeQueue, run: dropQueueMember }),
    route(op.listPhoneLines, { can: anyAgent, run: listLines }),
    route(op.createPhoneLine, { can: adminOnly, run: (ctx, input) => addPhoneLine(ctx, input) }),
    route(op.editPhoneLine, { can: adminOnly, run: revisePhoneLine }),
    route(op.removePhoneLine, { can: adminOnly, run: dropPhoneLine }),
    route(op.listDispositions, { can: anyAgent, run: listDispositions }),
    route(op.createDisposition, { can: adminOnly, run: (ctx, input) => makeDisposition(ctx, input) }),
    route(op.editDisposition, { can: adminOnly, run: reviseDisposition }),
    route(op.listPauseReasons, { can: anyAgent, run: listPauseReasons }),
    route(op.createPauseReason, { can: adminOnly, run: makePauseReason }),
    route(op.editPauseReason, { can: adminOnly, run: revisePauseReason }),
    route(op.listRecordings, { can: anyAgent, run: listRecordings }),
    route(op.uploadRecording, { can: adminOnly, run: (ctx, input) => keepRecording(ctx, input, storage) }),
  ];
}
