import type { uploadRecording } from '../../../shared/contract/queues.js';
import type { Recording } from '../../../shared/models/queues.js';
import type { InputOf } from '../../../shared/operation.js';
import type { StoragePort } from '../../adapters/storage/port.js';
import type { Ctx } from '../../core/context.js';
import { AppError } from '../../core/errors.js';
import { newId } from '../../core/id.js';
import { presentRecording } from './queues.presenter.js';
import { RecordingEntity } from './recording.entity.js';
import { readSoundFile } from './sound-file.js';

/**
 * Keeps an uploaded announcement or piece of music. The bytes are stored under their hash before the row is written: a file without a row is
 * harmless, the reverse is not. Throws NOT_A_RECORDING.
 */
export async function keepRecording(ctx: Ctx, input: InputOf<typeof uploadRecording>, storage: StoragePort): Promise<Recording> {
  const content = Buffer.from(input.content, 'base64');
  const sound = readSoundFile(content);
  if (!sound) throw new AppError('NOT_A_RECORDING', 'This is neither a WAV (PCM, A-law, µ-law) nor an MP3 file.');
  const { sha256, bytes } = await storage.put(content);
  const row: RecordingEntity = {
    id: newId(),
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    name: input.name,
    sha256,
    bytes,
    ...sound,
  };
  await ctx.db.insert(RecordingEntity, row);
  await ctx.audit({
    entity: 'recordings',
    entityId: row.id,
    action: 'created',
    changes: { name: [null, row.name], sha256: [null, sha256] },
  });
  await ctx.publish('recording.changed', presentRecording(row));
  return presentRecording(row);
}
