/** One thing the doctor looked at. `remedy` says what to do when it is not well. */
export interface Finding {
  what: string;
  state: 'ok' | 'warning' | 'failed';
  words: string;
  remedy?: string;
}

const SIGNS = { ok: '✓', warning: '!', failed: '✗' };

/** The findings as people read them, one line each, the remedy below. */
export function inLines(findings: readonly Finding[]): string {
  const width = Math.max(0, ...findings.map((finding) => finding.what.length));
  const lines = findings.flatMap(({ what, state, words, remedy }) => [
    `${SIGNS[state]} ${what.padEnd(width)}  ${words}`,
    ...(state !== 'ok' && remedy !== undefined ? [`  ${' '.repeat(width)}  → ${remedy}`] : []),
  ]);
  const bad = findings.filter((finding) => finding.state === 'failed').length;
  const unsure = findings.filter((finding) => finding.state === 'warning').length;
  const verdict =
    bad > 0
      ? `${bad} thing${bad === 1 ? '' : 's'} must be put right.`
      : unsure > 0
        ? 'It works; look at the marked lines.'
        : 'Everything is well.';
  return [...lines, '', verdict].join('\n');
}
