import type { Interaction } from '../../../shared/models/history';
import type { MessageMail } from '../../../shared/models/mail';
import type { HistoryEntry, TicketChange } from '../../../shared/models/tickets';
import { length, timeOfDay } from '../../core/format';
import { t, tn } from '../../core/i18n';
import { outcomeText } from '../../core/outcome-text';
import type { IconName } from '../../ui/icons';
import type { TimelineItem } from '../../ui/timeline';
import { moveItem } from './moves/move-item';
import { fieldWord, type House, valueWord } from './ticket-words';

const ICONS: Record<Interaction['kind'], IconName> = {
  call: 'callIn',
  mail: 'mail',
  sms: 'mail',
  letter: 'letter',
  meeting: 'meeting',
  visit: 'meeting',
  note: 'note',
  form: 'file',
};
type MessageEntry = Extract<HistoryEntry, { kind: 'message' }>;
type ChangeEntry = Extract<HistoryEntry, { kind: 'change' }>;

/** Who did it: a colleague by name, also one who left, else the product. */
export function actorWord(id: string | null, name: string, house: House): string {
  return house.accountName(id) || (id === null ? '' : name) || t('app.name');
}

/** One changed field in words: `Status: offen → wartet auf Kunde`. */
export function changeLines(change: TicketChange, house: House, now: number): string[] {
  return Object.entries(change.fields).map(([field, [from, to]]) =>
    t('tickets.history.changed', {
      field: fieldWord(field),
      from: valueWord(field, from, house, now) || t('diff.empty'),
      to: valueWord(field, to, house, now) || t('diff.empty'),
    }),
  );
}

function isMaking(entry: ChangeEntry): boolean {
  return entry.change.action === 'created';
}

/** What drawing a history needs to know. */
interface Drawing {
  house: House;
  now: number;
  /** When customers' mails came. */
  mailsAt: ReadonlySet<string>;
}

/** Changes that follow each other are one line that opens: `4 Änderungen: Status, Bearbeitung`. */
function changeGroup(group: readonly ChangeEntry[], { house, now, mailsAt }: Drawing): TimelineItem {
  const [first] = group as [ChangeEntry];
  const common = { id: first.key, at: first.at, kind: 'system', icon: 'list' } as const;
  if (isMaking(first)) {
    // A mail that made the ticket came in the same moment; whoever delivered it did not make it.
    if (mailsAt.has(first.at)) return { ...common, who: t('tickets.history.createdByMail') };
    return { ...common, who: t('tickets.history.created', { who: actorWord(first.change.actorId, first.change.actorName, house) }) };
  }
  const fields = [...new Set(group.flatMap((entry) => Object.keys(entry.change.fields)))];
  const count = group.reduce((sum, entry) => sum + Object.keys(entry.change.fields).length, 0);
  const details = group.flatMap((entry) => {
    const who = actorWord(entry.change.actorId, entry.change.actorName, house);
    return changeLines(entry.change, house, now).map((line) => `${timeOfDay(entry.at)} ${who} · ${line}`);
  });
  return { ...common, who: tn('tickets.history.changes', count, { fields: fields.map(fieldWord).join(', ') }), details };
}

function callWord({ kind, direction }: Interaction, party: string): string {
  if (kind !== 'call') return t(`tickets.contact.${kind}`);
  if (party === '') return t(direction === 'outbound' ? 'tickets.history.callOut' : 'tickets.history.callIn');
  return t(direction === 'outbound' ? 'tickets.history.callTo' : 'tickets.history.callFrom', { name: party });
}

function interactionItem(key: string, at: string, interaction: Interaction, house: House): TimelineItem {
  if (interaction.isHidden) return { id: key, at, kind: 'system', icon: 'lock', who: t('tickets.history.hidden') };
  const { kind, summary, text, outcome, direction, durationS } = interaction;
  const what = [
    house.accountName(interaction.accountId),
    outcome === null ? '' : t('tickets.history.outcome', { outcome: outcomeText(outcome) }),
  ].filter(Boolean);
  const body = text === '' || text.startsWith(summary) ? text || summary : `${summary}\n${text}`;
  return {
    id: key,
    at,
    kind: kind === 'note' ? 'note' : 'call',
    icon: kind === 'call' && direction === 'outbound' ? 'callOut' : ICONS[kind],
    who: callWord(interaction, house.partyName(interaction.personId)),
    ...(what.length === 0 ? {} : { what: what.join(', ') }),
    ...(body === '' ? {} : { body }),
    ...(durationS ? { length: length(durationS) } : {}),
    ...(house.mayEdit(interaction) ? { editable: true } : {}),
  };
}

function messageItem({ key, at, message }: MessageEntry, house: House): TimelineItem {
  const { authorId, text, mail } = message;
  const author = house.accountName(authorId);
  if (mail === null)
    return { id: key, at, kind: 'note', icon: 'note', who: author || t('app.name'), what: t('tickets.history.note'), body: text };
  const sender = mail.from?.name || mail.from?.address || t('app.name');
  const isOut = mail.direction === 'out';
  const { isAutoReply } = mail;
  return {
    ...{ id: key, at, kind: 'message', icon: isOut ? 'reply' : 'mail', hasExtra: true, body: text },
    ...{
      who: author || (isOut ? t('app.name') : sender),
      what: [isAutoReply ? t('tickets.mail.automatic') : '', toWhom(mail)].filter(Boolean).join(' '),
    },
  };
}

/** `an rechnung@haus.example, +2`: the first recipient by address, the others as a number. */
function toWhom({ to, cc }: MessageMail): string {
  const [first, ...rest] = [...to, ...cc];
  if (!first) return '';
  const more = rest.length === 0 ? '' : `, +${rest.length}`;
  return `${t('tickets.mail.to', { address: first.address || first.name })}${more}`;
}

/** The history of a ticket as it is drawn: notes, contacts, and changes put together where nothing was said between them. */
export function historyItems(entries: readonly HistoryEntry[], house: House, now: number): TimelineItem[] {
  const items: TimelineItem[] = [];
  let group: ChangeEntry[] = [];
  const mailsAt = new Set(
    entries.flatMap((entry) => (entry.kind === 'message' && entry.message.mail?.direction === 'in' ? [entry.at] : [])),
  );
  const close = () => {
    if (group.length > 0) items.push(changeGroup(group, { house, now, mailsAt }));
    group = [];
  };
  for (const entry of entries) {
    if (entry.kind === 'change') {
      const move = moveItem(entry, actorWord(entry.change.actorId, entry.change.actorName, house));
      if (move) {
        close();
        items.push(move);
        continue;
      }
      if (entry.change.action !== 'created' && Object.keys(entry.change.fields).length === 0) continue;
      if (isMaking(entry) || (group[0] && (isMaking(group[0]) || group[0].at.slice(0, 10) !== entry.at.slice(0, 10)))) close();
      group.push(entry);
      continue;
    }
    close();
    if (entry.kind === 'interaction') items.push(interactionItem(entry.key, entry.at, entry.interaction, house));
    else items.push(messageItem(entry, house));
  }
  close();
  return items;
}
