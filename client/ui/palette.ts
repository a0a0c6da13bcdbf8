import type { IconName } from './icons';

/** One row of the palette. */
export interface PaletteRow {
  id: string;
  section: string;
  icon: IconName;
  label: string;
  /** At the right: company, status, place. */
  context?: string;
  keys?: string;
}
