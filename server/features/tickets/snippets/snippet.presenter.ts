import type { Snippet } from '../../../../shared/models/snippets.js';
import type { SnippetRow } from './snippet.entity.js';

/** A snippet as it travels. */
export function presentSnippet(row: SnippetRow): Snippet {
  const { id, version, name, shortcut, teamId, ownerId, textDe, textEn } = row;
  const audience = ownerId !== null ? 'me' : teamId !== null ? 'team' : 'all';
  return { id, version, name, shortcut, audience, teamId, ownerId, textDe, textEn };
}
