import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';

/** The gallery of states is for looking and for screenshots: development, or a build that asks for it. */
const devRoutes: RouteRecordRaw[] =
  import.meta.env.DEV || __RINGBACK_STATES__
    ? [
        { path: '/dev/states', component: () => import('./features/dev/StatesView.vue') },
        { path: '/dev/desk', component: () => import('./features/dev/DeskView.vue') },
      ]
    : [];

export const router = createRouter({ history: createWebHistory(), routes: [...devRoutes] });
