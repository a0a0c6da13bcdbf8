import { isOpen } from '../../../shared/domain/business-hours.js';
import type { Announcement, CallerPath } from '../../../shared/models/queues.js';
import { settingsDefaults } from '../../../shared/models/settings.js';
import type { Prompt } from '../../adapters/telephony/port.js';
import type { Ctx } from '../../core/context.js';
import { HOLD_MUSIC_NAME, HOLD_MUSIC_SECONDS } from './hold-music.js';
import { QueueEntity } from './queue.entity.js';
import { businessHours } from './queue-checks.js';

/** Where a caller who cannot be served goes, with what is said first. */
export interface QueuePath {
  action: CallerPath['action'];
  prompts: Prompt[];
  /** For `queue`. */
  queueId: string | null;
  /** For `forward`, E.164. */
  number: string | null;
}

/** Everything a call needs to know of the queue it enters. Addresses of recordings are relative to our own origin, as TwiML allows. */
export interface QueuePlan {
  /** The number of ours that was called; null when it is not on file. */
  lineId: string | null;
  /** Which of the numbers asked about are our own, E.164. */
  ownNumbers: readonly string[];
  queue: QueueEntity | null;
  isOpen: boolean;
  language: 'de' | 'en';
  greeting: Prompt[];
  waiting: Prompt[];
  waitingEverySeconds: number;
  paths: { closed: QueuePath; full: QueuePath; maxWait: QueuePath; nobody: QueuePath };
  musicUrl: string;
  /** Length of the music; null when its file does not tell. */
  musicSeconds: number | null;
}

interface Row extends Record<string, unknown> {
  line_id: string | null;
  own_numbers: string[] | null;
  zone: string | null;
  language_setting: 'de' | 'en' | null;
  music_seconds: number | null;
}

/** What a caller hears of an announcement: the recording when there is one, else the text; nothing for none. */
function promptsOf(announcement: Announcement | null, language: 'de' | 'en'): Prompt[] {
  if (announcement === null) return [];
  if (announcement.recordingId !== null) return [{ kind: 'play', url: `/media/${announcement.recordingId}` }];
  return announcement.text.trim() === '' ? [] : [{ kind: 'say', text: announcement.text, language }];
}

function pathOf(path: CallerPath | undefined, language: 'de' | 'en'): QueuePath {
  if (path === undefined) return { action: 'hang-up', prompts: [], queueId: null, number: null };
  const prompts = promptsOf(path.announcement, language);
  return {
    action: path.action,
    prompts,
    queueId: path.action === 'queue' ? path.queueId : null,
    number: path.action === 'forward' ? path.number : null,
  };
}

/** The raw row as an entity: the plan is one statement, so TypeORM's own reading is not used. */
function queueOf(ctx: Ctx, row: Row): QueueEntity | null {
  if (row['id'] === null) return null;
  const columns = ctx.db.connection.getMetadata(QueueEntity).columns;
  return Object.fromEntries(columns.map((column) => [column.propertyName, row[column.databaseName]])) as unknown as QueueEntity;
}

function planOf(ctx: Ctx, row: Row): QueuePlan {
  const queue = queueOf(ctx, row);
  const language = queue?.language ?? row.language_setting ?? settingsDefaults.language;
  const zone = queue?.timeZone ?? row.zone ?? settingsDefaults.timeZone;
  return {
    lineId: row.line_id,
    ownNumbers: row.own_numbers ?? [],
    queue,
    isOpen: queue !== null && isOpen(businessHours(queue, zone), ctx.now.getTime()),
    language,
    greeting: promptsOf(queue?.greeting ?? null, language),
    waiting: promptsOf(queue?.waiting ?? null, language),
    waitingEverySeconds: queue?.waitingEverySeconds ?? 60,
    paths: {
      closed: pathOf(queue?.closedPath, language),
      full: pathOf(queue?.fullPath, language),
      maxWait: pathOf(queue?.maxWaitPath, language),
      nobody: pathOf(queue?.nobodyPath, language),
    },
    musicUrl: `/media/${queue?.musicId ?? HOLD_MUSIC_NAME}`,
    musicSeconds: queue?.musicId ? row.music_seconds : HOLD_MUSIC_SECONDS,
  };
}

const COLUMNS = `q.*, r.seconds AS music_seconds, (SELECT value #>> '{}' FROM settings WHERE key = 'timeZone') AS zone,
  (SELECT value #>> '{}' FROM settings WHERE key = 'language') AS language_setting`;

/**
 * The plan for a call to a number of ours (E.164), in one statement. A number that is not on file, or whose queue was closed down, leads to the
 * oldest active queue, so that a caller always reaches somebody. `queue` is null only when there is none at all. `others` (who calls, who forwarded): the
 * plan says which of them are numbers of ours.
 */
export async function planFor(ctx: Ctx, toNumber: string, others: readonly (string | null)[] = []): Promise<QueuePlan> {
  const rows: Row[] = await ctx.db.query(
    `SELECT l.id AS line_id, ARRAY(SELECT e164 FROM phone_lines WHERE e164 = ANY($2::text[])) AS own_numbers, ${COLUMNS}
     FROM (SELECT $1::text AS e164) called LEFT JOIN phone_lines l ON l.e164 = called.e164
     LEFT JOIN LATERAL (
       SELECT * FROM queues WHERE is_active ORDER BY (id = l.queue_id) DESC NULLS LAST, is_demo, created_at, id LIMIT 1
     ) q ON true LEFT JOIN recordings r ON r.id = q.music_id`,
    [toNumber, others.filter((number) => number !== null)],
  );
  return planOf(ctx, rows[0] ?? { line_id: null, own_numbers: null, zone: null, language_setting: null, music_seconds: null, id: null });
}

/** The plan of a queue for a call that is already in it, or is led to it; null when there is no such queue. */
export async function planForQueue(ctx: Ctx, queueId: string): Promise<QueuePlan | null> {
  const rows: Row[] = await ctx.db.query(
    `SELECT NULL AS line_id, NULL AS own_numbers, ${COLUMNS} FROM queues q LEFT JOIN recordings r ON r.id = q.music_id WHERE q.id = $1`,
    [queueId],
  );
  return rows[0] ? planOf(ctx, rows[0]) : null;
}
