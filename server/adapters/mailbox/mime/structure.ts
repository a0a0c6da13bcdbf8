import type { Part } from './part.js';

const isMedia = (type: string) => /^(?:image|audio|video)\//.test(type);
const isText = (type: string) => type === 'text/plain' || type === 'text/html';

/** Whether a leaf stands in the text where it is, and is not a document beside it (RFC 8621 §4.1.4). */
export function isInlineLeaf(part: Part): boolean {
  if (part.disposition === 'attachment' || !(isText(part.type) || isMedia(part.type))) return false;
  const container = part.parent;
  if (!container || container.children[0] === part || container.children.length === 0) return true;
  if (container.type === 'multipart/related') return isRelatedRoot(part, container);
  return isMedia(part.type) || part.filename === null;
}

/** The part a related multipart is about, where it is not the first (RFC 2387): named by `start`, else the first that can be read. */
function isRelatedRoot(part: Part, container: Part): boolean {
  const start = container.params.get('start')?.replace(/[<>\s]/g, '');
  if (start) return part.cid === start;
  const before = container.children.slice(0, container.children.indexOf(part));
  return isText(part.type) && !before.some(({ type }) => isText(type) || type.startsWith('multipart/'));
}

/** Which leaves are read, in order, by one who wants plain text or HTML. */
export interface BodyParts {
  text: Part[];
  html: Part[];
}

interface Walk {
  text: Part[] | null;
  html: Part[] | null;
}

function walkLeaf(part: Part, at: { container: Part | null; inAlternative: boolean; into: Walk }): void {
  if (!isInlineLeaf(part)) return;
  const { into } = at;
  if (at.container?.type === 'multipart/alternative') {
    if (part.type === 'text/plain') into.text?.push(part);
    if (part.type === 'text/html') into.html?.push(part);
    return;
  }
  if (at.inAlternative && part.type === 'text/plain') into.html = null;
  if (at.inAlternative && part.type === 'text/html') into.text = null;
  into.text?.push(part);
  into.html?.push(part);
}

function walk(container: Part, inAlternative: boolean, into: Walk): void {
  const [textBefore, htmlBefore] = [into.text?.length ?? -1, into.html?.length ?? -1];
  const isAlternative = container.type === 'multipart/alternative';
  for (const part of container.children) {
    if (part.type.startsWith('multipart/') && part.children.length > 0) {
      const inner: Walk = { text: into.text, html: into.html };
      walk(part, inAlternative || isAlternative, inner);
    } else walkLeaf(part, { container, inAlternative, into });
  }
  if (!isAlternative || !into.text || !into.html) return;
  // Only one of the two was found: it serves for both.
  if (into.text.length === textBefore && into.html.length !== htmlBefore) into.text.push(...into.html.slice(htmlBefore));
  else if (into.html.length === htmlBefore && into.text.length !== textBefore) into.html.push(...into.text.slice(textBefore));
}

/** Sorts the leaves of a message into its bodies, by the algorithm of JMAP (RFC 8621 §4.1.4). */
export function bodyParts(root: Part): BodyParts {
  const text: Part[] = [];
  const html: Part[] = [];
  if (root.children.length > 0) walk(root, false, { text, html });
  else walkLeaf(root, { container: null, inAlternative: false, into: { text, html } });
  return { text, html };
}

/** All leaves in the order of the message. */
export function leavesOf(root: Part): Part[] {
  return root.children.length > 0 ? root.children.flatMap(leavesOf) : [root];
}
