import type { Ctx } from '../../core/context.js';

/** Shows the actor pictures of other servers in mails of this mail's sender from now, or no longer. Repeated: nothing happens. */
export async function showImages(ctx: Ctx, { messageId, isShown }: { messageId: string; isShown: boolean }): Promise<{ ok: true }> {
  await ctx.db.query(
    isShown
      ? `INSERT INTO mail_image_senders (account_id, address, created_at) SELECT $2, m.from_address, $3 FROM mails m
           WHERE m.id = $1 AND m.direction = 'in' AND m.from_address <> '' ON CONFLICT DO NOTHING`
      : 'DELETE FROM mail_image_senders s USING mails m WHERE m.id = $1 AND s.account_id = $2 AND s.address = m.from_address AND $3::timestamptz IS NOT NULL',
    [messageId, ctx.actor.id, ctx.now],
  );
  return { ok: true };
}
