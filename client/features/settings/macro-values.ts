import type { createMacro } from '../../../shared/contract/macros';
import type { Macro, MacroChange } from '../../../shared/models/macros';
import type { InputOf } from '../../../shared/operation';
import { audienceOf, whoseOf } from './whose';

const OWNERS = { me: { isMine: true }, nobody: { ownerId: null } } as const;
const tagsIn = (text: string) => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.replace(/^\s*#/, '').trim())
      .filter(Boolean),
  ),
];

/** The actions of a macro as values of fields: nothing where it leaves the ticket alone. */
export function valuesOf(macro: Macro): Record<string, string | number | null> {
  const { isMine, ownerId, status, plannedDays, teamId, priority, kind, reasonId, addTags, removeTags, follow } = macro.change;
  return {
    whose: whoseOf(macro),
    owner: isMine ? 'me' : ownerId === null ? 'nobody' : (ownerId ?? null),
    ...{ status: status ?? null, plannedDays: plannedDays ?? null, team: teamId ?? null, kind: kind ?? null, reason: reasonId ?? null },
    priority: priority === undefined ? null : String(priority),
    addTags: addTags?.join(', ') ?? null,
    removeTags: removeTags?.join(', ') ?? null,
    follow: follow === undefined ? null : follow ? 'on' : 'off',
    snippet: macro.text?.snippetId ?? null,
    writeAs: macro.text?.as ?? 'reply',
  };
}

/** The fields as the server takes a macro. */
export function macroOf(values: Record<string, unknown>): InputOf<typeof createMacro> {
  const word = (key: string) => String(values[key] ?? '');
  const given = <T>(key: string, value: T) => (word(key) === '' ? {} : { [key]: value });
  const [adding, removing, owner] = [tagsIn(word('addTags')), tagsIn(word('removeTags')), word('owner')];
  const change = {
    ...given('status', word('status')),
    ...given('plannedDays', Number(word('plannedDays'))),
    ...(owner === '' ? {} : (OWNERS[owner as keyof typeof OWNERS] ?? { ownerId: owner })),
    ...(word('team') === '' ? {} : { teamId: word('team') }),
    ...given('priority', Number(word('priority'))),
    ...given('kind', word('kind')),
    ...(word('reason') === '' ? {} : { reasonId: word('reason') }),
    ...(adding.length > 0 ? { addTags: adding } : {}),
    ...(removing.length > 0 ? { removeTags: removing } : {}),
    ...(word('follow') === '' ? {} : { follow: word('follow') === 'on' }),
  } as MacroChange;
  const text =
    word('snippet') === ''
      ? null
      : { as: values['writeAs'] === 'note' ? ('note' as const) : ('reply' as const), snippetId: word('snippet') };
  return { name: word('name').trim(), ...audienceOf(values['whose'] ?? 'me'), change, text };
}
