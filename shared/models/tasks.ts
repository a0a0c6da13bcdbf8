import * as z from 'zod/mini';
import { base, Id, Instant } from './base.js';

/** A promise is a task given to a customer: whoever picks up that customer's call sees it. */
export const TaskKind = z.enum(['task', 'promise']);
export type TaskKind = z.infer<typeof TaskKind>;

export const TaskState = z.enum(['open', 'done', 'dropped']);
export type TaskState = z.infer<typeof TaskState>;

/** How exactly a due time was meant: a part of the day („früh“), a whole day, a whole week. The instant is its beginning as people mean it. */
export const DuePrecision = z.enum(['minute', 'part', 'day', 'week']);
export type DuePrecision = z.infer<typeof DuePrecision>;

/** One task, one row. */
export const Task = z.object({
  ...base,
  kind: TaskKind,
  what: z.string(),
  state: TaskState,
  /** Who does it; null when the team does. */
  ownerId: z.nullable(Id),
  teamId: z.nullable(Id),
  /** Null: some day. */
  dueAt: z.nullable(Instant),
  /** How exactly it was meant; null without a due time. */
  duePrecision: z.nullable(DuePrecision),
  /** Rings earlier than due, once. */
  remindAt: z.nullable(Instant),
  personId: z.nullable(Id),
  companyId: z.nullable(Id),
  ticketId: z.nullable(Id),
  callId: z.nullable(Id),
  /** When it last rang, and when the owner answered that. */
  rangAt: z.nullable(Instant),
  seenAt: z.nullable(Instant),
  /** When it passed to the team because the owner was absent or silent. */
  passedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  endedById: z.nullable(Id),
  /** Why it was dropped. */
  dropReason: z.nullable(z.string()),
  createdById: z.nullable(Id),
  createdAt: Instant,
  updatedAt: Instant,
  isDemo: z.boolean(),
});
export type Task = z.infer<typeof Task>;

/** What the caller card says about an open promise. */
export const PromiseLite = z.object({
  ...base,
  what: z.string(),
  dueAt: z.nullable(Instant),
  duePrecision: z.nullable(DuePrecision),
  ownerId: z.nullable(Id),
  ownerName: z.nullable(z.string()),
  teamId: z.nullable(Id),
  personId: z.nullable(Id),
  ticketId: z.nullable(Id),
  ticketNumberText: z.nullable(z.string()),
});
export type PromiseLite = z.infer<typeof PromiseLite>;

/** Views of the task list. `overdue`: of mine and my teams'. */
export const TaskView = z.enum(['mine', 'team', 'overdue', 'all']);
export type TaskView = z.infer<typeof TaskView>;
