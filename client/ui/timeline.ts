import type { IconName } from './icons';

/** One entry of a timeline as it is drawn; the feature makes it from its models, texts already in the reader's language. */
export interface TimelineItem {
  id: string;
  /** ISO instant. */
  at: string;
  kind: 'message' | 'note' | 'call' | 'system';
  icon: IconName;
  who: string;
  /** Behind the name, quieter: channel, agent, outcome. */
  what?: string;
  body?: string;
  /** Behind the hour: `6 min`. */
  length?: string;
  /** A promise made in it. */
  promise?: { text: string; overdue: boolean };
  isNew?: boolean;
  /** It can be corrected by whoever reads it. */
  editable?: boolean;
  /** Open below: the lines of a system group. */
  details?: readonly string[];
  /** The feature draws more of it below, in the slot `extra`. */
  hasExtra?: boolean;
}
