import * as z from 'zod/mini';
import { Done, Id, Language, line, text, Version } from '../models/base.js';
import {
  Disposition,
  DispositionEffect,
  DispositionRequirement,
  OpeningHours,
  PauseReason,
  PhoneLine,
  Queue,
  QueueMember,
  Recording,
  RoutingStrategy,
  WrapUpMode,
} from '../models/queues.js';
import { defineOperation } from '../operation.js';

const clock = z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/));
const date = z.iso.date();
const seconds = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));
const digit = z.nullable(z.int().check(z.minimum(1), z.maximum(9)));
const label = z.object({ de: line(60), en: line(60) });
const announcement = z.object({ text: text(1000), recordingId: z.nullable(Id) });
const path = z.discriminatedUnion('action', [
  z.object({ action: z.literal('hang-up'), announcement }),
  z.object({ action: z.literal('wait'), announcement }),
  z.object({ action: z.literal('queue'), announcement, queueId: Id }),
  z.object({ action: z.literal('forward'), announcement, number: line(40) }),
]);

const queueFields = {
  language: z.optional(Language),
  timeZone: z.optional(z.nullable(line(64))),
  hours: z.optional(z.nullable(z.array(z.object({ ...OpeningHours.shape, from: clock, to: clock })).check(z.maxLength(50)))),
  closedOn: z.optional(z.array(date).check(z.maxLength(400))),
  greeting: z.optional(z.nullable(announcement)),
  waiting: z.optional(z.nullable(announcement)),
  waitingEverySeconds: z.optional(seconds(15, 600)),
  musicId: z.optional(z.nullable(Id)),
  closedPath: z.optional(path),
  fullPath: z.optional(path),
  maxWaitPath: z.optional(path),
  nobodyPath: z.optional(path),
  maxWaiting: z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(1000)))),
  maxWaitSeconds: z.optional(z.nullable(seconds(10, 7200))),
  priority: z.optional(z.int().check(z.minimum(0), z.maximum(9))),
  strategy: z.optional(RoutingStrategy),
  levelSeconds: z.optional(seconds(0, 600)),
  offerSeconds: z.optional(seconds(5, 120)),
  avoidAgentSeconds: z.optional(seconds(0, 600)),
  wrapUpMode: z.optional(WrapUpMode),
  wrapUpSeconds: z.optional(seconds(0, 3600)),
  afterWrapUp: z.optional(z.enum(['ready', 'pause'])),
  serviceLevelSeconds: z.optional(seconds(1, 3600)),
  serviceLevelPercent: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
  autoJoinOnlyTicket: z.optional(z.boolean()),
  readOutNumber: z.optional(z.boolean()),
};

/** All queues, closed-down ones included; every agent may know them. */
export const listQueues = defineOperation({
  id: 'queues.list',
  method: 'GET',
  path: '/queues',
  summary: 'All queues',
  output: z.object({ items: z.array(Queue) }),
});
/** Makes a queue; what is not given takes the product's defaults. */
export const createQueue = defineOperation({
  id: 'queues.create',
  method: 'POST',
  path: '/queues',
  summary: 'Make a queue',
  scope: 'admin',
  body: z.object({ name: line(80), teamId: Id, ...queueFields }),
  output: Queue,
  errors: ['CONFLICT', 'HOURS_NOT_UNDERSTOOD', 'NUMBER_NOT_UNDERSTOOD', 'PATH_IN_CIRCLE', 'NOT_FOUND'],
});
/** Edits a queue; calls already waiting follow the new rules from their next step on. */
export const editQueue = defineOperation({
  id: 'queues.edit',
  method: 'PATCH',
  path: '/queues/:queueId',
  summary: 'Edit a queue',
  scope: 'admin',
  params: z.object({ queueId: Id }),
  body: z.object({
    version: Version,
    name: z.optional(line(80)),
    teamId: z.optional(Id),
    isActive: z.optional(z.boolean()),
    ...queueFields,
  }),
  output: Queue,
  errors: ['STALE', 'NOT_FOUND', 'CONFLICT', 'HOURS_NOT_UNDERSTOOD', 'NUMBER_NOT_UNDERSTOOD', 'PATH_IN_CIRCLE'],
});

/** Who belongs to which queue, at which level. */
export const listQueueMembers = defineOperation({
  id: 'queue-members.list',
  method: 'GET',
  path: '/queue-members',
  summary: 'Members of the queues',
  query: z.object({ queueId: z.optional(Id), accountId: z.optional(Id) }),
  output: z.object({ items: z.array(QueueMember) }),
});
/** Puts an agent into a queue, or moves it to another level. */
export const setQueueMember = defineOperation({
  id: 'queue-members.set',
  method: 'PUT',
  path: '/queues/:queueId/members/:accountId',
  summary: 'Put an agent into a queue',
  params: z.object({ queueId: Id, accountId: Id }),
  body: z.object({ level: z.int().check(z.minimum(1), z.maximum(9)) }),
  output: QueueMember,
  errors: ['NOT_FOUND'],
});
/** Takes an agent out of a queue; a call in progress goes on. */
export const removeQueueMember = defineOperation({
  id: 'queue-members.remove',
  method: 'DELETE',
  path: '/queues/:queueId/members/:accountId',
  summary: 'Take an agent out of a queue',
  params: z.object({ queueId: Id, accountId: Id }),
  output: Done,
  errors: ['NOT_FOUND'],
});

/** Our numbers and where their calls go. */
export const listPhoneLines = defineOperation({
  id: 'phone-lines.list',
  method: 'GET',
  path: '/phone-lines',
  summary: 'Our numbers',
  output: z.object({ items: z.array(PhoneLine) }),
});
/** Adds a number of ours, in any spelling. */
export const createPhoneLine = defineOperation({
  id: 'phone-lines.create',
  method: 'POST',
  path: '/phone-lines',
  summary: 'Add a number of ours',
  scope: 'admin',
  body: z.object({ number: line(40), label: text(80), queueId: z.nullable(Id) }),
  output: PhoneLine,
  errors: ['NUMBER_TAKEN', 'NUMBER_NOT_UNDERSTOOD', 'NOT_FOUND'],
});
/** Points a number at another queue, or renames it. */
export const editPhoneLine = defineOperation({
  id: 'phone-lines.edit',
  method: 'PATCH',
  path: '/phone-lines/:lineId',
  summary: 'Edit a number of ours',
  scope: 'admin',
  params: z.object({ lineId: Id }),
  body: z.object({ version: Version, label: z.optional(text(80)), queueId: z.optional(z.nullable(Id)) }),
  output: PhoneLine,
  errors: ['STALE', 'NOT_FOUND'],
});
/** Forgets a number; its calls then hear that nobody is here. */
export const removePhoneLine = defineOperation({
  id: 'phone-lines.remove',
  method: 'DELETE',
  path: '/phone-lines/:lineId',
  summary: 'Forget a number of ours',
  scope: 'admin',
  params: z.object({ lineId: Id }),
  output: Done,
  errors: ['NOT_FOUND'],
});

/** All dispositions, retired ones included (old calls show them). */
export const listDispositions = defineOperation({
  id: 'dispositions.list',
  method: 'GET',
  path: '/dispositions',
  summary: 'All dispositions',
  output: z.object({ items: z.array(Disposition) }),
});
/** Makes a disposition, for one queue or (null) for all. */
export const createDisposition = defineOperation({
  id: 'dispositions.create',
  method: 'POST',
  path: '/dispositions',
  summary: 'Make a disposition',
  scope: 'admin',
  body: z.object({ queueId: z.nullable(Id), digit, label, effect: DispositionEffect, requires: z.array(DispositionRequirement) }),
  output: Disposition,
  errors: ['DIGIT_TAKEN', 'NOT_FOUND'],
});
/** Edits or retires a disposition. */
export const editDisposition = defineOperation({
  id: 'dispositions.edit',
  method: 'PATCH',
  path: '/dispositions/:dispositionId',
  summary: 'Edit a disposition',
  scope: 'admin',
  params: z.object({ dispositionId: Id }),
  body: z.object({
    version: Version,
    digit: z.optional(digit),
    label: z.optional(label),
    effect: z.optional(DispositionEffect),
    requires: z.optional(z.array(DispositionRequirement)),
    isActive: z.optional(z.boolean()),
  }),
  output: Disposition,
  errors: ['STALE', 'DIGIT_TAKEN', 'NOT_FOUND'],
});

/** All pause reasons, retired ones included. */
export const listPauseReasons = defineOperation({
  id: 'pause-reasons.list',
  method: 'GET',
  path: '/pause-reasons',
  summary: 'All pause reasons',
  output: z.object({ items: z.array(PauseReason) }),
});
/** Makes a pause reason. */
export const createPauseReason = defineOperation({
  id: 'pause-reasons.create',
  method: 'POST',
  path: '/pause-reasons',
  summary: 'Make a pause reason',
  scope: 'admin',
  body: z.object({ digit, label, limitMinutes: z.nullable(z.int().check(z.minimum(1), z.maximum(600))) }),
  output: PauseReason,
  errors: ['DIGIT_TAKEN'],
});
/** Edits or retires a pause reason. */
export const editPauseReason = defineOperation({
  id: 'pause-reasons.edit',
  method: 'PATCH',
  path: '/pause-reasons/:reasonId',
  summary: 'Edit a pause reason',
  scope: 'admin',
  params: z.object({ reasonId: Id }),
  body: z.object({
    version: Version,
    digit: z.optional(digit),
    label: z.optional(label),
    limitMinutes: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(600)))),
    isActive: z.optional(z.boolean()),
  }),
  output: PauseReason,
  errors: ['STALE', 'DIGIT_TAKEN', 'NOT_FOUND'],
});

/** Uploaded announcements and music. */
export const listRecordings = defineOperation({
  id: 'recordings.list',
  method: 'GET',
  path: '/recordings',
  summary: 'Uploaded recordings',
  output: z.object({ items: z.array(Recording) }),
});
/** Uploads a WAV or MP3 of at most 700 kB (about a minute and a half of telephone quality WAV, ten of MP3). */
export const uploadRecording = defineOperation({
  id: 'recordings.upload',
  method: 'POST',
  path: '/recordings',
  summary: 'Upload an announcement or music',
  scope: 'admin',
  body: z.object({ name: line(80), content: z.base64().check(z.maxLength(950_000)) }),
  output: Recording,
  errors: ['NOT_A_RECORDING', 'PAYLOAD_TOO_LARGE'],
});
