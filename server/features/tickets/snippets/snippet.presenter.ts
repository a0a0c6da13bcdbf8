import type { Snippet } from '../../../../shared/models/snippets.js';
import type { SnippetRow } from './snippet.entity.js';
import { audienceOf } from './whose.js';

/** A snippet as it travels. */
export function presentSnippet(row: SnippetRow): Snippet {
  const { id, version, name, shortcut, teamId, ownerId, textDe, textEn } = row;
  return { id, version, name, shortcut, audience: audienceOf(row), teamId, ownerId, textDe, textEn };
}
