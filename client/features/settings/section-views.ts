import type { Component } from 'vue';
import { lazyPart } from '../../core/lazy-parts';
import type { SectionId } from './sections';

/** The component of each section of the settings, fetched when it is needed. */
export const SECTION_VIEWS: Record<SectionId, Component> = {
  me: lazyPart(() => import('./MeSection.vue')),
  people: lazyPart(() => import('./PeopleSection.vue')),
  telephony: lazyPart(() => import('./TelephonySection.vue')),
  numbers: lazyPart(() => import('./NumbersSection.vue')),
  queues: lazyPart(() => import('./QueuesSection.vue')),
  mail: lazyPart(() => import('./mail/MailSection.vue')),
  dispositions: lazyPart(() => import('./DispositionsSection.vue')),
  pauses: lazyPart(() => import('./PausesSection.vue')),
  reasons: lazyPart(() => import('./ReasonsSection.vue')),
  sla: lazyPart(() => import('./sla/SlaSection.vue')),
  snippets: lazyPart(() => import('./SnippetsSection.vue')),
  macros: lazyPart(() => import('./MacrosSection.vue')),
  tickets: lazyPart(() => import('./TicketsSection.vue')),
  installation: lazyPart(() => import('./InstallationSection.vue')),
};
