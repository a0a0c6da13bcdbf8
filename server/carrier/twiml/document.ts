import { elementsOf, parseXml, textOf, type XmlElement, XmlError } from './xml.js';

/** A document that cannot be run; `code` is what Twilio's debugger shows (12100 not XML, 12200 not TwiML, 11200 not had, …). */
export class DocumentFailure extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly url?: string,
  ) {
    super(message);
  }
}

/** A document ready to run. `base` resolves relative addresses; undefined for TwiML given inline. */
export interface TwimlDocument {
  verbs: XmlElement[];
  base: string | undefined;
}

/** Where a document runs, which decides the verbs it may have. */
export type DocumentPlace = 'call' | 'queue-wait' | 'conference-wait';

const VERBS: Record<DocumentPlace, readonly string[]> = {
  call: ['Say', 'Play', 'Pause', 'Gather', 'Record', 'Enqueue', 'Leave', 'Dial', 'Redirect', 'Reject', 'Hangup'],
  'queue-wait': ['Say', 'Play', 'Pause', 'Gather', 'Leave', 'Redirect', 'Hangup'],
  'conference-wait': ['Say', 'Play', 'Pause', 'Redirect'],
};
const NOUNS: Record<string, readonly string[]> = {
  Dial: ['Number', 'Client', 'Conference', 'Queue', 'Sip'],
  Gather: ['Say', 'Play', 'Pause'],
  Client: ['Identity', 'Parameter'],
  Enqueue: ['Task'],
};

/**
 * Parses TwiML and checks its words against the schema, so that a document is refused whole and never half run.
 * Throws `DocumentFailure`.
 */
export function parseTwiml(text: string, base: string | undefined, place: DocumentPlace): TwimlDocument {
  const root = parse(text, base);
  if (root.name !== 'Response') throw new DocumentFailure(12200, `Invalid root element <${root.name}>: expected <Response>`, base);
  if (textOf(root) !== '') throw new DocumentFailure(12200, 'Text is not allowed directly in <Response>', base);
  const verbs = elementsOf(root);
  for (const verb of verbs) checkVerb(verb, place, base);
  return { verbs, base };
}

function parse(text: string, base: string | undefined): XmlElement {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) throw new DocumentFailure(12100, error.message, base);
    throw error;
  }
}

function checkVerb(verb: XmlElement, place: DocumentPlace, base: string | undefined): void {
  if (!VERBS[place].includes(verb.name)) {
    throw new DocumentFailure(
      12200,
      `Invalid element <${verb.name}> in <Response>${place === 'call' ? '' : ` of a ${place} document`}`,
      base,
    );
  }
  const allowed = NOUNS[verb.name];
  for (const child of elementsOf(verb)) {
    // Speech may carry SSML; its words are not checked.
    if (verb.name === 'Say') continue;
    if (!allowed?.includes(child.name)) throw new DocumentFailure(12200, `Invalid element <${child.name}> in <${verb.name}>`, base);
  }
}
