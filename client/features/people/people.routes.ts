import type { RouteRecordRaw } from 'vue-router';

const list = () => import('./ListPane.vue');

/** Pages of people and companies: list or tree, the page itself, facts. */
export const peopleRoutes: RouteRecordRaw[] = [
  { path: '/people', meta: { hasList: true }, components: { list, default: () => import('./NobodyView.vue') } },
  {
    path: '/people/:id',
    meta: { hasList: true, hasContext: true },
    components: { list, default: () => import('./PersonView.vue'), context: () => import('./PersonContext.vue') },
  },
  { path: '/companies', meta: { hasList: true }, components: { list, default: () => import('./NobodyView.vue') } },
  {
    path: '/companies/:id',
    meta: { hasList: true, hasContext: true },
    components: { list, default: () => import('./CompanyView.vue'), context: () => import('./CompanyContext.vue') },
  },
];
